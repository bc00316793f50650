package dev.district.core.heap;

import dev.district.jdk.Raw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * System properties that tell about the JVM and the machine. The captured properties take the place
 * of this JVM's as one object, the program's own entries included; these few must go on telling the
 * truth, unless the program has removed them.
 */
final class VmProperties {
  private static final List<String> OF_THE_VM =
      List.of(
          "java.class.version",
          "java.home",
          "java.library.path",
          "java.runtime.name",
          "java.runtime.version",
          "java.specification.maintenance.version",
          "java.specification.name",
          "java.specification.vendor",
          "java.specification.version",
          "java.vendor",
          "java.vendor.url",
          "java.vendor.url.bug",
          "java.vendor.version",
          "java.version",
          "java.version.date",
          "java.vm.compressedOopsMode",
          "java.vm.info",
          "java.vm.name",
          "java.vm.specification.name",
          "java.vm.specification.vendor",
          "java.vm.specification.version",
          "java.vm.vendor",
          "java.vm.version",
          "jdk.debug",
          "os.arch",
          "os.name",
          "os.version",
          "sun.arch.data.model",
          "sun.boot.library.path",
          "sun.cpu.endian",
          "sun.management.compiler",
          "user.dir");

  private final Map<String, String> values = new HashMap<>();

  private VmProperties() {}

  /** Reads this JVM's values, before the captured properties take their place. */
  static VmProperties read() {
    VmProperties present = new VmProperties();
    for (String key : OF_THE_VM) {
      String value = System.getProperty(key);
      if (value != null) {
        present.values.put(key, value);
      }
    }
    return present;
  }

  /** Writes them into the restored properties, past methods that a subclass may override. */
  void write() {
    @Nullable Object properties = Raw.getStatic(System.class, "props");
    if (properties != null
        && Raw.get(properties, Properties.class, "map") instanceof ConcurrentHashMap<?, ?> map) {
      @SuppressWarnings("unchecked")
      ConcurrentHashMap<Object, Object> entries = (ConcurrentHashMap<Object, Object>) map;
      for (Map.Entry<String, String> value : values.entrySet()) {
        if (entries.containsKey(value.getKey())) {
          entries.put(value.getKey(), value.getValue());
        }
      }
    }
  }
}
