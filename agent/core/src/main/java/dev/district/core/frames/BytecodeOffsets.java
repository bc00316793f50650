package dev.district.core.frames;

import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Where each instruction of a method begins: ASM names instructions by order, the VM by byte
 * offset. Instruction lengths as in JVMS 6.5; {@code tableswitch} and {@code lookupswitch} are
 * padded to a multiple of four, {@code wide} belongs to the instruction that follows it.
 */
final class BytecodeOffsets {
  private static final int CODE_LENGTH_OFFSET = 10;
  private static final int CODE_OFFSET = 14;
  private static final int TABLESWITCH = 0xaa;
  private static final int LOOKUPSWITCH = 0xab;
  private static final int WIDE = 0xc4;
  private static final byte[] LENGTH = lengths();

  private final ClassReader reader;

  private BytecodeOffsets(ClassReader reader) {
    this.reader = reader;
  }

  /** Offsets of the method's instructions in order, or an empty array if it has no code. */
  static int[] of(ClassReader reader, String name, String descriptor) {
    return new BytecodeOffsets(reader).find(name, descriptor);
  }

  private int[] find(String name, String descriptor) {
    char[] buffer = new char[reader.getMaxStringLength()];
    int at = reader.header + 8 + 2 * reader.readUnsignedShort(reader.header + 6);
    at = skipMembers(at);
    int methods = reader.readUnsignedShort(at);
    at += 2;
    for (int i = 0; i < methods; i++) {
      boolean wanted =
          name.equals(reader.readUTF8(at + 2, buffer))
              && descriptor.equals(reader.readUTF8(at + 4, buffer));
      int attributes = reader.readUnsignedShort(at + 6);
      at += 8;
      for (int a = 0; a < attributes; a++) {
        if (wanted && "Code".equals(reader.readUTF8(at, buffer))) {
          return decode(at + CODE_OFFSET, reader.readInt(at + CODE_LENGTH_OFFSET));
        }
        at += 6 + reader.readInt(at + 2);
      }
    }
    return new int[0];
  }

  private int skipMembers(int start) {
    int members = reader.readUnsignedShort(start);
    int at = start + 2;
    for (int i = 0; i < members; i++) {
      int attributes = reader.readUnsignedShort(at + 6);
      at += 8;
      for (int a = 0; a < attributes; a++) {
        at += 6 + reader.readInt(at + 2);
      }
    }
    return at;
  }

  private int[] decode(int base, int length) {
    int[] result = new int[length];
    int count = 0;
    for (int at = 0; at < length; at += length(base, at)) {
      result[count++] = at;
    }
    return Arrays.copyOf(result, count);
  }

  private int length(int base, int at) {
    int opcode = reader.readByte(base + at);
    int padded = (at + 4) & ~3;
    switch (opcode) {
      case TABLESWITCH:
        int low = reader.readInt(base + padded + 4);
        int high = reader.readInt(base + padded + 8);
        return padded + 12 + 4 * (high - low + 1) - at;
      case LOOKUPSWITCH:
        return padded + 8 + 8 * reader.readInt(base + padded + 4) - at;
      case WIDE:
        return reader.readByte(base + at + 1) == Opcodes.IINC ? 6 : 4;
      default:
        return LENGTH[opcode];
    }
  }

  private static byte[] lengths() {
    byte[] length = new byte[256];
    Arrays.fill(length, (byte) 1);
    set(length, 2, Opcodes.BIPUSH, Opcodes.LDC, Opcodes.NEWARRAY, Opcodes.RET);
    range(length, 2, Opcodes.ILOAD, Opcodes.ALOAD);
    range(length, 2, Opcodes.ISTORE, Opcodes.ASTORE);
    set(length, 3, Opcodes.SIPUSH, 0x13, 0x14, Opcodes.IINC, Opcodes.NEW, Opcodes.ANEWARRAY);
    set(length, 3, Opcodes.CHECKCAST, Opcodes.INSTANCEOF, Opcodes.IFNULL, Opcodes.IFNONNULL);
    range(length, 3, Opcodes.IFEQ, Opcodes.JSR);
    range(length, 3, Opcodes.GETSTATIC, Opcodes.INVOKESTATIC);
    set(length, 5, Opcodes.INVOKEINTERFACE, Opcodes.INVOKEDYNAMIC, 0xc8, 0xc9);
    set(length, 4, Opcodes.MULTIANEWARRAY);
    return length;
  }

  private static void set(byte[] length, int value, int... opcodes) {
    for (int opcode : opcodes) {
      length[opcode] = (byte) value;
    }
  }

  private static void range(byte[] length, int value, int first, int last) {
    Arrays.fill(length, first, last + 1, (byte) value);
  }
}
