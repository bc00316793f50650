package dev.district.control;

/** Verbs of the protocol and the names of their arguments. */
public final class Verb {
  public static final String STATUS = "status";
  public static final String CHECKPOINT = "checkpoint";
  public static final String STOP = "stop";

  /** Argument of {@link #CHECKPOINT}: {@code true} to end the JVM right after the commit. */
  public static final String ARGUMENT_STOP = "stop";

  /** Argument of {@link #CHECKPOINT}: {@code true} to only list what would refuse. */
  public static final String ARGUMENT_DRY_RUN = "dry-run";

  private Verb() {}
}
