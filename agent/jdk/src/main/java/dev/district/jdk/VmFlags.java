package dev.district.jdk;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads and writes HotSpot flags while the VM runs, through the table that HotSpot exports for its
 * serviceability agent ({@code gHotSpotVMStructs}, see {@code vmStructs.hpp}). Only flags that the
 * VM consults again later have an effect.
 */
public final class VmFlags {
  private final Map<String, Long> addresses = new HashMap<>();

  /** Reads the flag table of the running VM. */
  public VmFlags() {
    Table table = Table.read();
    for (long i = 0; i < table.count; i++) {
      long flag = table.flags + i * table.flagSize;
      String name = VmSymbols.string(Raw.U.getLong(flag + table.nameOffset));
      if (name == null) {
        break;
      }
      addresses.put(name, Raw.U.getLong(flag + table.addressOffset));
    }
  }

  public boolean has(String name) {
    return addresses.containsKey(name);
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
    Long address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("this VM has no flag " + name);
    }
    return address;
  }

  /** Where the {@code JVMFlag} records are and how they are laid out. */
  private static final class Table {
    long flags;
    long count;
    long nameOffset;
    long addressOffset;
    long flagSize;

    static Table read() {
      Table table = new Table();
      table.readFields();
      table.readSize();
      return table;
    }

    private void readFields() {
      long stride = VmSymbols.value("gHotSpotVMStructEntryArrayStride");
      long typeName = VmSymbols.value("gHotSpotVMStructEntryTypeNameOffset");
      long fieldName = VmSymbols.value("gHotSpotVMStructEntryFieldNameOffset");
      long offset = VmSymbols.value("gHotSpotVMStructEntryOffsetOffset");
      long address = VmSymbols.value("gHotSpotVMStructEntryAddressOffset");
      for (long entry = VmSymbols.value("gHotSpotVMStructs"); ; entry += stride) {
        String type = VmSymbols.string(Raw.U.getLong(entry + typeName));
        if (type == null) {
          return;
        }
        if (!type.equals("JVMFlag")) {
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
        String type = VmSymbols.string(Raw.U.getLong(entry + typeName));
        if (type == null) {
          throw new IllegalStateException("the VM does not describe JVMFlag");
        }
        if (type.equals("JVMFlag")) {
          flagSize = Raw.U.getLong(entry + size);
          return;
        }
      }
    }
  }
}
