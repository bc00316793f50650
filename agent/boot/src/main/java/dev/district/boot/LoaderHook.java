package dev.district.boot;

import org.jspecify.annotations.Nullable;

/**
 * Asked by every {@code loadClass(String)} before the loader itself: the method through which the
 * VM asks a loader for a class that other classes name (JVMS 5.3.2).
 *
 * <p>Boot classes of the agent, which woven code names, are found through any loader, even one that
 * doesn't delegate to the boot loader. And while loaders are laid out from an image, classes that
 * they are known to have found are answered for them, because no code of a half-restored loader may
 * run.
 */
public final class LoaderHook {
  private static final String BOOT = "dev.district.boot.";
  private static volatile @Nullable Answerer answerer;

  private LoaderHook() {}

  /** Answers for loaders that aren't whole yet. */
  public interface Answerer {
    /** The class; null to let the loader answer. */
    @Nullable Class<?> answer(ClassLoader loader, String name) throws ClassNotFoundException;
  }

  public static void install(@Nullable Answerer next) {
    answerer = next;
  }

  /**
   * The class to be returned in place of the loader's answer, or null.
   *
   * @param loader the object whose method was called; woven classes may have such a method without
   *     being loaders
   */
  public static @Nullable Class<?> answer(Object loader, @Nullable String name)
      throws ClassNotFoundException {
    if (name == null || !(loader instanceof ClassLoader)) {
      return null;
    }
    if (name.startsWith(BOOT)) {
      return Class.forName(name, false, null);
    }
    Answerer present = answerer;
    return present == null ? null : present.answer((ClassLoader) loader, name);
  }
}
