package dev.district.core.restore;

/** Exit codes with which a JVM ends whose restart fails before the program runs. */
public final class RestoreFailure {
  public static final int INTERNAL = 125;
  public static final int CORRUPT_OR_INCOMPATIBLE = 6;

  private RestoreFailure() {}
}
