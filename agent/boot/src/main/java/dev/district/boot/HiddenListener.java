package dev.district.boot;

/** Told of the hidden classes that this JVM defines. */
public interface HiddenListener {
  /**
   * A class has been defined.
   *
   * @param definer the {@code Lookup.ClassDefiner} that has done it
   */
  void defined(Class<?> type, Object definer);
}
