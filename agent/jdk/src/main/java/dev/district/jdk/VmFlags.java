package dev.district.jdk;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes HotSpot flags while the VM runs, through the table that HotSpot exports for its
 * serviceability agent ({@code gHotSpotVMStructs}, see {@code vmStructs.hpp}). Only flags that the
 * VM consults again later have an effect.
 */
public final class VmFlags {
  private static @Nullable Table table;

  private final Map<String, Long> addresses = new HashMap<>();

  public boolean has(String name) {
    return find(name) != 0;
  }

  public boolean getBoolean(String name) {
    return Raw.U.getByte(address(name)) != 0;
  }

  public void setBoolean(String name, boolean value) {
    Raw.U.putByte(address(name), (byte) (value ? 1 : 0));
  }

  public long getLong(String name) {
    return Raw.U.getLong(address(name));
  }

  public void setLong(String name, long value) {
    Raw.U.putLong(address(name), value);
  }

  private long address(String name) {
    long address = find(name);
    if (address == 0) {
      throw new IllegalArgumentException("this VM has no flag " + name);
    }
    return address;
  }

  /** Address of the flag's value, 0 if there is no such flag. */
  private long find(String name) {
    Long known = addresses.get(name);
    if (known == null) {
      known = Table.get().find(name);
      addresses.put(name, known);
    }
    return known;
  }

  /** Where the {@code JVMFlag} records are and how they are laid out. */
  private static final class Table {
    long flags;
    long count;
    long nameOffset;
    long addressOffset;
    long flagSize;

    static synchronized Table get() {
      Table read = table;
      if (read == null) {
        read = new Table();
        read.readFields();
        read.readSize();
        table = read;
      }
      return read;
    }

    long find(String name) {
      for (long i = 0, flag = flags; i < count; i++, flag += flagSize) {
        long candidate = Raw.U.getLong(flag + nameOffset);
        if (candidate == 0) {
          return 0;
        }
        if (VmSymbols.matches(candidate, name)) {
          return Raw.U.getLong(flag + addressOffset);
        }
      }
      return 0;
    }

    private void readFields() {
      long stride = VmSymbols.value("gHotSpotVMStructEntryArrayStride");
      long typeName = VmSymbols.value("gHotSpotVMStructEntryTypeNameOffset");
      long fieldName = VmSymbols.value("gHotSpotVMStructEntryFieldNameOffset");
      long offset = VmSymbols.value("gHotSpotVMStructEntryOffsetOffset");
      long address = VmSymbols.value("gHotSpotVMStructEntryAddressOffset");
      for (long entry = VmSymbols.value("gHotSpotVMStructs"); ; entry += stride) {
        long type = Raw.U.getLong(entry + typeName);
        if (type == 0) {
          return;
        }
        if (!VmSymbols.matches(type, "JVMFlag")) {
          continue;
        }
        String field = VmSymbols.string(Raw.U.getLong(entry + fieldName));
        if ("flags".equals(field)) {
          flags = Raw.U.getLong(Raw.U.getLong(entry + address));
        } else if ("numFlags".equals(field)) {
          count = Raw.U.getLong(Raw.U.getLong(entry + address)) - 1;
        } else if ("_name".equals(field)) {
          nameOffset = Raw.U.getLong(entry + offset);
        } else if ("_addr".equals(field)) {
          addressOffset = Raw.U.getLong(entry + offset);
        }
      }
    }

    private void readSize() {
      long stride = VmSymbols.value("gHotSpotVMTypeEntryArrayStride");
      long typeName = VmSymbols.value("gHotSpotVMTypeEntryTypeNameOffset");
      long size = VmSymbols.value("gHotSpotVMTypeEntrySizeOffset");
      for (long entry = VmSymbols.value("gHotSpotVMTypes"); ; entry += stride) {
        long type = Raw.U.getLong(entry + typeName);
        if (type == 0) {
          throw new IllegalStateException("the VM does not describe JVMFlag");
        }
        if (VmSymbols.matches(type, "JVMFlag")) {
          flagSize = Raw.U.getLong(entry + size);
          return;
        }
      }
    }
  }
}
