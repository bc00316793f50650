package dev.district.core.restore;

/** Exit codes with which a JVM ends whose restart fails before the program runs. */
public final class RestoreFailure {
  public static final int INTERNAL = 125;
  public static final int CORRUPT_OR_INCOMPATIBLE = 6;

  /** Another incarnation runs, or the one to be joined is over. */
  public static final int BUSY = 5;

  private RestoreFailure() {}
}
