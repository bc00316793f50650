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

  /** First verb of a {@link RoundPart}: gets ready, while the program runs. */
  public static final String PREPARE = "prepare";

  /** Brings all threads to a standstill; with {@link #ARGUMENT_STOP}. */
  public static final String HOLD = "hold";

  /** Copies the member's state, with the number of the checkpoint in {@link #ARGUMENT_NUMBER}. */
  public static final String CAPTURE = "capture";

  /** Says the connections of all members, by member; with {@link #ARGUMENT_MEETING}. */
  public static final String AGREE = "agree";

  /** Takes up what is under way in connections. */
  public static final String SETTLE = "settle";

  /** Lets the member run on; left out when it is to stop. */
  public static final String RELEASE = "release";

  /** Writes the image and forces it to the disk. */
  public static final String WRITE = "write";

  /** Last verb of a {@link RoundPart}; with {@link #ARGUMENT_COMMITTED}. */
  public static final String END = "end";

  /** Argument of {@link #CAPTURE} and {@link #END}. */
  public static final String ARGUMENT_NUMBER = "checkpoint";

  /** Argument of {@link #AGREE}: name of a meeting; no member has such a name. */
  public static final String ARGUMENT_MEETING = "*";

  /** Argument of {@link #END}: {@code true} when the checkpoint exists. */
  public static final String ARGUMENT_COMMITTED = "committed";

  private Verb() {}
}
