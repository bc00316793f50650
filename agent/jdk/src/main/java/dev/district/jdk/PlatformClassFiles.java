package dev.district.jdk;

import java.io.IOException;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the class file of a class of the boot or the platform loader is where these loaders look:
 * the runtime image, patches of it, the boot class path. If not, the program has defined it.
 */
public final class PlatformClassFiles {
  private static final Map<Module, Optional<ModuleReader>> READERS = new ConcurrentHashMap<>();

  private PlatformClassFiles() {}

  /** True also where that can't be told. */
  public static boolean has(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    Module module = type.getModule();
    if (!module.isNamed()) {
      return ClassLoader.getPlatformClassLoader().getResource(file) != null;
    }
    Optional<ModuleReader> reader = READERS.get(module);
    if (reader == null) {
      reader = open(module);
      READERS.put(module, reader);
    }
    try {
      return reader.isEmpty() || reader.get().find(file).isPresent();
    } catch (IOException | SecurityException e) {
      return true;
    }
  }

  private static Optional<ModuleReader> open(Module module) {
    ModuleLayer layer = module.getLayer();
    if (layer == null) {
      return Optional.empty();
    }
    ModuleReference found =
        layer
            .configuration()
            .findModule(module.getName())
            .map(resolved -> resolved.reference())
            .orElse(null);
    try {
      return found == null ? Optional.empty() : Optional.of(found.open());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
