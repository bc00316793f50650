package dev.district.jdk;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a class loader holds, read without its locks. */
public final class UrlLoaderState {
  private static final Class<?> PATH = Lookups.bootClass("jdk.internal.loader.URLClassPath");

  private UrlLoaderState() {}

  /** Whether the loader has defined classes. */
  public static boolean hasClasses(ClassLoader loader) {
    Collection<?> classes = (Collection<?>) Raw.get(loader, ClassLoader.class, "classes");
    return classes == null || !classes.isEmpty();
  }

  public static @Nullable ClassLoader parent(ClassLoader loader) {
    return (ClassLoader) Raw.get(loader, ClassLoader.class, "parent");
  }

  /** The search path, in order. */
  @SuppressWarnings("unchecked")
  public static List<URL> urls(URLClassLoader loader) {
    Object path = Raw.get(loader, URLClassLoader.class, "ucp");
    List<URL> urls = path == null ? null : (List<URL>) Raw.get(path, PATH, "path");
    return urls == null ? List.of() : List.copyOf(urls);
  }
}
