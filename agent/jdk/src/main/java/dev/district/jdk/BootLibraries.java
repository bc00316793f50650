package dev.district.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.internal.loader.BootLoader;

/**
 * Native libraries of the JDK that classes of the boot loader have loaded. It is seldom the class
 * that needs one which loads it: {@code libmanagement_ext} is loaded by a provider of beans and
 * used by the static initialisers of the beans.
 */
public final class BootLibraries {
  private static final Class<?> LIBRARIES =
      Lookups.bootClass("jdk.internal.loader.NativeLibraries");
  private static final String PREFIX = "lib";
  private static final String SUFFIX = ".so";

  private BootLibraries() {}

  /** Their names, as {@code System.loadLibrary} takes them. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    if (Raw.get(BootLoader.getNativeLibraries(), LIBRARIES, "libraries") instanceof Map<?, ?> map) {
      for (Object path : map.keySet()) {
        String file = path.toString().substring(path.toString().lastIndexOf('/') + 1);
        if (file.startsWith(PREFIX) && file.endsWith(SUFFIX)) {
          names.add(file.substring(PREFIX.length(), file.length() - SUFFIX.length()));
        }
      }
    }
    names.sort(null);
    return names;
  }

  /** Loads those that aren't there yet; one that this build doesn't have is left out. */
  public static void load(String[] names) {
    List<String> present = names();
    for (String name : names) {
      if (!present.contains(name)) {
        try {
          BootLoader.loadLibrary(name);
        } catch (UnsatisfiedLinkError e) {
          // Who needs it will say so.
          continue;
        }
      }
    }
  }
}
