package dev.district.jdk;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens every package of every module of the boot layer to one module, the agent's own. The few
 * that a start needs are open by then; these some 750 packages are left for the first checkpoint or
 * for a restart, because opening them takes as long as all the rest of a start.
 */
public final class PlatformModules {
  private PlatformModules() {}

  /** Opens them; a module that can't be changed is left alone. */
  public static void openTo(Module reader, Instrumentation instrumentation) {
    Set<Module> readers = Set.of(reader);
    for (Module module : ModuleLayer.boot().modules()) {
      if (instrumentation.isModifiableModule(module)) {
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : module.getPackages()) {
          opens.put(name, readers);
        }
        instrumentation.redefineModule(module, Set.of(), Map.of(), opens, Set.of(), Map.of());
      }
    }
  }
}
