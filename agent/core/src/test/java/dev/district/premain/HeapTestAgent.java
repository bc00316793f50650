package dev.district.premain;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Starts the heap tests' harness in a loader of its own, as the real agent does. */
public final class HeapTestAgent {
  private HeapTestAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    String[] entries = System.clearProperty("tck.agent.path").split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = new File(entries[i]).toURI().toURL();
    }
    URLClassLoader loader = new URLClassLoader("agent", urls, ClassLoader.getPlatformClassLoader());
    Set<Module> agent = Set.of(loader.getUnnamedModule());
    for (Module module : ModuleLayer.boot().modules()) {
      Map<String, Set<Module>> packages = new HashMap<>();
      module.getPackages().forEach(name -> packages.put(name, agent));
      instrumentation.redefineModule(module, Set.of(), packages, packages, Set.of(), Map.of());
    }
    Class.forName("dev.district.core.heap.Harness", true, loader)
        .getMethod("start", String.class, Instrumentation.class)
        .invoke(null, arguments, instrumentation);
  }

  /** Main class of a restored JVM; everything has happened before. */
  public static void main(String[] arguments) {}
}
