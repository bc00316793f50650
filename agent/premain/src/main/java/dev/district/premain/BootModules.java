package dev.district.premain;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens every package of every module of the boot layer to one module, the agent loader's unnamed
 * one, and to nobody else: the application sees the platform as encapsulated as ever.
 *
 * <p>{@link Instrumentation#redefineModule} "may be used to add ... opens" (JEP 261 leaves agents
 * this door); it prints no warning and needs no command-line flag, unlike {@code --add-opens}.
 */
final class BootModules {
  private BootModules() {}

  static void openTo(Module reader, Instrumentation instrumentation) {
    Set<Module> readers = Collections.singleton(reader);
    for (Module module : ModuleLayer.boot().modules()) {
      if (instrumentation.isModifiableModule(module)) {
        Set<String> packages = module.getPackages();
        Map<String, Set<Module>> opens = new HashMap<>(packages.size() * 2);
        for (String name : packages) {
          opens.put(name, readers);
        }
        instrumentation.redefineModule(
            module,
            Collections.emptySet(),
            Collections.emptyMap(),
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
      }
    }
  }
}
