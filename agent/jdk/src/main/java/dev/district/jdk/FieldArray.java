package dev.district.jdk;

/**
 * Release 17: {@code InstanceKlass::_fields}, an array of 16-bit numbers, six to a field ({@code
 * oops/fieldInfo.hpp}):
 *
 * <pre>
 *   access | name | descriptor | initial value | offset, low | offset, high
 * </pre>
 *
 * <p>The offset is shifted by a tag. Fields that the VM adds, and generic signatures, come after
 * those of the class file.
 */
final class FieldArray extends FieldTable {
  private final long fields = VmStructs.offset("InstanceKlass", "_fields");
  private final long count = VmStructs.offset("InstanceKlass", "_java_fields_count");
  private final long data = VmStructs.offset("Array<u2>", "_data");
  private final int slots = VmStructs.constant("FieldInfo::field_slots");
  private final int access = VmStructs.constant("FieldInfo::access_flags_offset");
  private final int name = VmStructs.constant("FieldInfo::name_index_offset");
  private final int descriptor = VmStructs.constant("FieldInfo::signature_index_offset");
  private final int low = VmStructs.constant("FieldInfo::low_packed_offset");
  private final int high = VmStructs.constant("FieldInfo::high_packed_offset");
  private final int tag = VmStructs.constant("FIELDINFO_TAG_SIZE");

  @Override
  void read(long klass, Visitor visitor) {
    int total = Short.toUnsignedInt(Raw.U.getShort(klass + count));
    long field = Raw.U.getLong(klass + fields) + data;
    for (int i = 0; i < total; i++, field += 2L * slots) {
      int packed = slot(field, high) << 16 | slot(field, low);
      visitor.field(
          slot(field, name), slot(field, descriptor), slot(field, access), packed >>> tag);
    }
  }

  private static int slot(long field, int index) {
    return Short.toUnsignedInt(Raw.U.getShort(field + 2L * index));
  }
}
