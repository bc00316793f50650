package dev.district.core.types;

import dev.district.jdk.LoaderLocal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Instructions that bootstrap methods of the program have linked past {@link
 * dev.district.boot.SiteHook}: in classes that could not be woven, or with more static arguments
 * than leave room for the hook's. After a restart they would be linked again, to another call site
 * than the one that the program may have kept.
 */
final class UnseenSites {
  private final LoaderLocal<Map<Class<?>, Set<String>>> loaders = new LoaderLocal<>();

  void note(Class<?> host, String name) {
    Map<Class<?>, Set<String>> classes = loaders.get(host.getClassLoader(), HashMap::new);
    synchronized (classes) {
      classes.computeIfAbsent(host, c -> new TreeSet<>()).add(name);
    }
  }

  Set<String> of(Class<?> host) {
    Map<Class<?>, Set<String>> classes = loaders.get(host.getClassLoader(), HashMap::new);
    synchronized (classes) {
      return Set.copyOf(classes.getOrDefault(host, Set.of()));
    }
  }
}
