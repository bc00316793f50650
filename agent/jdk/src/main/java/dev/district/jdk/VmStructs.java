package dev.district.jdk;

/**
 * HotSpot's description of itself for the serviceability agent ({@code vmStructs.hpp}): offsets of
 * fields, values of static fields, constants. Whatever isn't described is an {@link
 * IllegalStateException}.
 */
final class VmStructs {
  private VmStructs() {}

  /** Offset of the field in objects of the type. */
  static long offset(String type, String field) {
    long entry = entry(type, field);
    return Raw.U.getLong(entry + VmSymbols.value("gHotSpotVMStructEntryOffsetOffset"));
  }

  /** Value of a static field of C++ type {@code int}. */
  static int staticInt(String type, String field) {
    long entry = entry(type, field);
    return Raw.U.getInt(
        Raw.U.getLong(entry + VmSymbols.value("gHotSpotVMStructEntryAddressOffset")));
  }

  /** A constant of C++ type {@code int} or an enumeration. */
  static int constant(String name) {
    long stride = VmSymbols.value("gHotSpotVMIntConstantEntryArrayStride");
    long nameOffset = VmSymbols.value("gHotSpotVMIntConstantEntryNameOffset");
    long valueOffset = VmSymbols.value("gHotSpotVMIntConstantEntryValueOffset");
    for (long entry = VmSymbols.value("gHotSpotVMIntConstants"); ; entry += stride) {
      String found = VmSymbols.string(Raw.U.getLong(entry + nameOffset));
      if (found == null) {
        throw new IllegalStateException("the VM does not describe " + name);
      }
      if (found.equals(name)) {
        return Raw.U.getInt(entry + valueOffset);
      }
    }
  }

  private static long entry(String type, String field) {
    long stride = VmSymbols.value("gHotSpotVMStructEntryArrayStride");
    long typeName = VmSymbols.value("gHotSpotVMStructEntryTypeNameOffset");
    long fieldName = VmSymbols.value("gHotSpotVMStructEntryFieldNameOffset");
    for (long entry = VmSymbols.value("gHotSpotVMStructs"); ; entry += stride) {
      String found = VmSymbols.string(Raw.U.getLong(entry + typeName));
      if (found == null) {
        throw new IllegalStateException("the VM does not describe " + type + "::" + field);
      }
      if (found.equals(type) && field.equals(VmSymbols.string(Raw.U.getLong(entry + fieldName)))) {
        return entry;
      }
    }
  }
}
