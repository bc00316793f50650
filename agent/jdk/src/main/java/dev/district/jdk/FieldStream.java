package dev.district.jdk;

/**
 * Release 21 and later: {@code InstanceKlass::_fieldinfo_stream}, a stream of numbers in the code
 * UNSIGNED5 ({@code oops/fieldInfo.hpp}, {@code utilities/unsigned5.hpp}):
 *
 * <pre>
 *   fields of the class file | fields that the VM adds |
 *   name | descriptor | offset | access | flags [ initial value ] [ signature ] [ contended ] | …
 * </pre>
 *
 * <p>The bits of the flags say which of the optional numbers are there.
 */
final class FieldStream extends FieldTable {
  private static final int INITIALIZED = 1;
  private static final int GENERIC = 1 << 2;
  private static final int CONTENDED = 1 << 4;

  private final long stream = VmStructs.offset("InstanceKlass", "_fieldinfo_stream");
  private final long data = VmStructs.offset("Array<u1>", "_data");

  @Override
  void read(long klass, Visitor visitor) {
    Cursor cursor = new Cursor(Raw.U.getLong(klass + stream) + data);
    int total = cursor.next();
    cursor.next();
    for (int i = 0; i < total; i++) {
      int name = cursor.next();
      int descriptor = cursor.next();
      int offset = cursor.next();
      int access = cursor.next();
      int flags = cursor.next();
      for (int optional : new int[] {INITIALIZED, GENERIC, CONTENDED}) {
        if ((flags & optional) != 0) {
          cursor.next();
        }
      }
      visitor.field(name, descriptor, access, offset);
    }
  }

  /**
   * UNSIGNED5: up to five bytes, none of them zero, of which those from 192 on say that another
   * follows.
   */
  private static final class Cursor {
    private static final int LOW = 191;
    private static final int SHIFT = 6;
    private static final int MOST = 5;

    private long address;

    Cursor(long address) {
      this.address = address;
    }

    int next() {
      int sum = 0;
      for (int i = 0; i < MOST; i++) {
        int digit = Byte.toUnsignedInt(Raw.U.getByte(address++)) - 1;
        if (digit < 0) {
          throw new IllegalStateException("the VM's table of fields ends early");
        }
        sum += digit << SHIFT * i;
        if (digit < LOW) {
          break;
        }
      }
      return sum;
    }
  }
}
