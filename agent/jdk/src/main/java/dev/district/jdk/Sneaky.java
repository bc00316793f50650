package dev.district.jdk;

/** Rethrows what a method handle threw, whatever it is, without wrapping it. */
final class Sneaky {
  private Sneaky() {}

  static RuntimeException rethrow(Throwable t) {
    return Sneaky.<RuntimeException>raise(t);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException raise(Throwable t) throws T {
    throw (T) t;
  }
}
