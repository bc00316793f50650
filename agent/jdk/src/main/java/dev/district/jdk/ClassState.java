package dev.district.jdk;

import java.util.HashMap;
import java.util.Map;

/**
 * How far a class has come on its way from loaded to initialised (JVMS 5.5), as HotSpot has it
 * ({@code InstanceKlass::_init_state}, found through the tables for the serviceability agent).
 * Asking changes nothing, whereas reflection links a class it is asked about, and linking may run
 * class loaders.
 */
public enum ClassState {
  LOADED,
  LINKED,
  BEING_INITIALIZED,
  INITIALIZED,
  /** Its initialiser has thrown: it can never be used (JVMS 5.5, step 5). */
  FAILED;

  private static final Layout LAYOUT = Layout.read();

  /** The state of a class or interface that is neither an array nor primitive. */
  public static ClassState of(Class<?> type) {
    long klass = Raw.U.getLong(type, LAYOUT.klassOffset);
    byte state = Raw.U.getByte(klass + LAYOUT.stateOffset);
    if (state == LAYOUT.failed) {
      return FAILED;
    }
    if (state == LAYOUT.initialized) {
      return INITIALIZED;
    }
    if (state == LAYOUT.beingInitialized) {
      return BEING_INITIALIZED;
    }
    return state == LAYOUT.linked ? LINKED : LOADED;
  }

  private static final class Layout {
    private long klassOffset;
    private long stateOffset;
    private long linked;
    private long beingInitialized;
    private long initialized;
    private long failed;

    static Layout read() {
      Layout layout = new Layout();
      layout.readFields();
      layout.readConstants();
      long klass = Raw.U.getLong(String.class, layout.klassOffset);
      if (klass == 0 || Raw.U.getByte(klass + layout.stateOffset) != layout.initialized) {
        throw new IllegalStateException("this VM doesn't say how far a class is initialised");
      }
      return layout;
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
          break;
        }
        if (!type.equals("java_lang_Class") && !type.equals("InstanceKlass")) {
          continue;
        }
        String field = VmSymbols.string(Raw.U.getLong(entry + fieldName));
        if ("_klass_offset".equals(field)) {
          klassOffset = Raw.U.getInt(Raw.U.getLong(entry + address));
        } else if ("_init_state".equals(field)) {
          stateOffset = Raw.U.getLong(entry + offset);
        }
      }
      if (klassOffset == 0 || stateOffset == 0) {
        throw new IllegalStateException("this VM doesn't describe its classes");
      }
    }

    private void readConstants() {
      long stride = VmSymbols.value("gHotSpotVMIntConstantEntryArrayStride");
      long nameOffset = VmSymbols.value("gHotSpotVMIntConstantEntryNameOffset");
      long valueOffset = VmSymbols.value("gHotSpotVMIntConstantEntryValueOffset");
      Map<String, Integer> states = new HashMap<>();
      for (long entry = VmSymbols.value("gHotSpotVMIntConstants"); ; entry += stride) {
        String name = VmSymbols.string(Raw.U.getLong(entry + nameOffset));
        if (name == null) {
          break;
        }
        if (name.startsWith("InstanceKlass::")) {
          int value = Raw.U.getInt(entry + valueOffset);
          states.put(name.substring("InstanceKlass::".length()), value);
        }
      }
      linked = state(states, "linked");
      beingInitialized = state(states, "being_initialized");
      initialized = state(states, "fully_initialized");
      failed = state(states, "initialization_error");
    }

    private static int state(Map<String, Integer> states, String name) {
      Integer value = states.get(name);
      if (value == null) {
        throw new IllegalStateException("this VM doesn't know the class state " + name);
      }
      return value;
    }
  }
}
