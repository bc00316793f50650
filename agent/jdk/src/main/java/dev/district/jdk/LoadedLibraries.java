package dev.district.jdk;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Native libraries that classes of a loader have loaded. */
public final class LoadedLibraries {
  private static final Class<?> LIBRARIES =
      Lookups.bootClass("jdk.internal.loader.NativeLibraries");

  private LoadedLibraries() {}

  /** Their names, as they were loaded. */
  public static List<String> of(ClassLoader loader) {
    Object libraries = Raw.get(loader, ClassLoader.class, "libraries");
    Object names = libraries == null ? null : Raw.get(libraries, LIBRARIES, "libraries");
    TreeSet<String> sorted = new TreeSet<>();
    if (names instanceof Map<?, ?> map) {
      map.keySet().forEach(name -> sorted.add(String.valueOf(name)));
    }
    return List.copyOf(sorted);
  }
}
