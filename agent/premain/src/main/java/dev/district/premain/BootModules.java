package dev.district.premain;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens the packages of {@code java.base} that the agent's start needs to one module, the agent
 * loader's unnamed one, and to nobody else: the application sees the platform as encapsulated as
 * ever. The agent opens the others itself when it first needs them.
 *
 * <p>{@link Instrumentation#redefineModule} "may be used to add ... opens" (JEP 261 leaves agents
 * this door); it prints no warning and needs no command-line flag, unlike {@code --add-opens}.
 */
final class BootModules {
  private static final String[] PACKAGES = {
    "java.lang",
    "java.lang.invoke",
    "jdk.internal.access",
    "jdk.internal.loader",
    "jdk.internal.misc",
    "jdk.internal.module",
    "jdk.internal.reflect",
  };

  private BootModules() {}

  static void openTo(Module reader, Instrumentation instrumentation) {
    Set<Module> readers = Collections.singleton(reader);
    Map<String, Set<Module>> opens = new HashMap<>();
    for (String name : PACKAGES) {
      opens.put(name, readers);
    }
    instrumentation.redefineModule(
        Object.class.getModule(),
        Collections.emptySet(),
        Collections.emptyMap(),
        opens,
        Collections.emptySet(),
        Collections.emptyMap());
  }
}
