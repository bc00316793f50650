package dev.district.jdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Set;

/**
 * The search path of a {@code URLClassLoader} ({@code jdk.internal.loader.URLClassPath}). The
 * directories and jar files that it has opened are a cache: without them it opens each URL of the
 * path again when it comes to it, manifest class paths included.
 */
public final class LoaderPaths {
  private static final Class<?> PATH = Lookups.bootClass("jdk.internal.loader.URLClassPath");

  /** What a path goes without in an image. */
  public static final Set<String> CACHE = Set.of("loaders", "lmap", "unopenedUrls");

  private LoaderPaths() {}

  public static boolean isPath(Class<?> type) {
    return type == PATH;
  }

  /** Makes a path that was copied without its cache usable: nothing is open yet. */
  public static void settle(Object path) {
    Collection<?> urls = (Collection<?>) Raw.get(path, PATH, "path");
    boolean closed = Raw.getByte(path, Raw.offset(Raw.field(PATH, "closed"))) != 0;
    Raw.set(path, PATH, "loaders", new ArrayList<>());
    Raw.set(path, PATH, "lmap", new HashMap<>());
    Raw.set(
        path,
        PATH,
        "unopenedUrls",
        closed || urls == null ? new ArrayDeque<>() : new ArrayDeque<>(urls));
  }
}
