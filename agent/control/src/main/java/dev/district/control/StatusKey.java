package dev.district.control;

/** Keys of {@link AgentCommands#status}. An agent leaves out what it doesn't know. */
public final class StatusKey {
  public static final String DISTRICT = "district";
  public static final String MEMBER = "member";
  public static final String INCARNATION = "incarnation";
  public static final String PID = "pid";

  /** Milliseconds since this JVM started. */
  public static final String UPTIME_MS = "uptime-ms";

  /** Java feature and vendor version, such as {@code 17.0.15+6}. */
  public static final String JAVA = "java";

  /** Number of the newest committed checkpoint; absent before the first. */
  public static final String LAST_CHECKPOINT = "last-checkpoint";

  /** When it was committed, ISO-8601 instant. */
  public static final String LAST_CHECKPOINT_AT = "last-checkpoint-at";

  /** For how long the newest checkpoint stopped the world, milliseconds. */
  public static final String PAUSE_MS = "pause-ms";

  /** Why the newest attempt was refused; absent when it was not. */
  public static final String LAST_REFUSAL = "last-refusal";

  /** Interval of periodic checkpoints as an option value ({@code 5s}); absent when off. */
  public static final String EVERY = "every";

  /** Begins the key of a connection to another district; a number follows. */
  public static final String CROSSING = "crossing-";

  private StatusKey() {}
}
