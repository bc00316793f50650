package dev.district.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One constant per option of the agent: its key, its default, and where it may be set.
 *
 * <p>A public option is looked up in this order: agent arguments ({@code every=5s}), system
 * property ({@code -Ddistrict.every=5s}), environment ({@code DISTRICT_EVERY=5s}), the district's
 * own configuration, default. An internal one is taken from the agent arguments only.
 */
public enum AgentOption {
  /** Name of the district: letters, digits, dot, dash and underline; there is no default. */
  DISTRICT("district", "", Kind.NAME, "name of the district"),

  /** Name of this JVM within the district. Default {@code main}. */
  MEMBER("member", "main", Kind.NAME, "name of this JVM within the district"),

  /**
   * Directory that holds all districts. Default {@code $XDG_STATE_HOME/districts}, else {@code
   * ~/.local/state/districts}.
   */
  HOME("home", "", Kind.TEXT, "directory that holds all districts"),

  /** Interval of periodic checkpoints; {@code 0} for none. Default {@code 0}. */
  EVERY("every", "0", Kind.DURATION, "checkpoint at this interval; 0 for never"),

  /** How many committed checkpoints to keep, at least 2. Default {@code 2}. */
  KEEP("keep", "2", Kind.COUNT, "how many checkpoints to keep, at least 2"),

  /**
   * How long the threads may take to come to a standstill before a checkpoint is refused. Default
   * {@code 10s}.
   */
  STOP_TIMEOUT("stop-timeout", "10s", Kind.DURATION, "how long threads may take to stop"),

  /**
   * How scalar-replaced objects are put back on the heap: {@code jvmti} through the tool interface,
   * {@code flag} by switching escape analysis off, {@code auto} for the better one that works here.
   * Default {@code auto}.
   */
  MATERIALISE("materialise", "auto", Kind.MATERIALISE, "auto, jvmti or flag"),

  /**
   * What a rollback means for connections that lead out of the district: {@code break}, {@code
   * redial} or {@code resume}, for all or with {@code :HOST:PORT} for some, separated by
   * semicolons; the first that fits decides. By default those to other districts are resumed,
   * others break.
   */
  CROSSING(
      "crossing", "", Kind.TEXT, "break, redial or resume, each with :HOST:PORT, separated by ;"),

  /** How many bytes are kept at most for connections to other districts. Default {@code 64MiB}. */
  RETAIN("retain", "64MiB", Kind.SIZE, "how much to keep for connections to other districts"),

  /**
   * What a restart does about a file that the program had open and that is missing, shorter than it
   * was or another one: {@code refuse} ends the restart before anything of the program has run,
   * {@code create} makes it anew or goes on at its end, {@code skip} leaves the descriptor closed.
   * Default {@code refuse}.
   */
  MISSING_FILES(
      "missing-files", "refuse", Kind.MISSING_FILES, "refuse, create or skip at a restart"),

  /** Whether the agent says on stderr what it does. Default {@code false}. */
  VERBOSE("verbose", "false", Kind.FLAG, "say on stderr what the agent does"),

  /** Set by {@code run --self-test}, for the record only: the interval between two kills. */
  SELF_TEST("self-test", "0", Kind.DURATION, "interval of the self-test that runs this JVM"),

  /** Internal: number of the checkpoint to restore; {@code 0} for an ordinary start. */
  RESTORE("restore", "0", Kind.NUMBER),

  /** Internal: number of the incarnation to join; {@code 0} for whichever runs, or the next. */
  INCARNATION("incarnation", "0", Kind.NUMBER),

  /** Internal: whether a restored member waits for the others before it runs. */
  BARRIER("barrier", "false", Kind.FLAG),

  /** Internal, for tests: name of the place in the code at which this JVM is to fail. */
  FAULT("fault", "", Kind.TEXT);

  enum Kind {
    NAME,
    TEXT,
    DURATION,
    COUNT,
    NUMBER,
    FLAG,
    SIZE,
    MATERIALISE,
    MISSING_FILES
  }

  private final String key;
  private final String defaultValue;
  private final Kind kind;
  private final String help;

  AgentOption(String key, String defaultValue, Kind kind) {
    this(key, defaultValue, kind, "");
  }

  AgentOption(String key, String defaultValue, Kind kind, String help) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.kind = kind;
    this.help = help;
  }

  /** Its name in the agent arguments and in a district's configuration. */
  public String key() {
    return key;
  }

  /** Its name as a system property, {@code district.stop-timeout}. */
  public String property() {
    return "district." + key;
  }

  /** Its name in the environment, {@code DISTRICT_STOP_TIMEOUT}. */
  public String variable() {
    return "DISTRICT_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The default; empty when there is none or when it depends on the machine. */
  public String defaultValue() {
    return defaultValue;
  }

  /** One line for people; empty for internal options. */
  public String help() {
    return help;
  }

  /** Whether only the launcher sets it. */
  public boolean isInternal() {
    return help.isEmpty();
  }

  /** Whether a restart keeps it. */
  boolean isLasting() {
    return !isInternal() && kind != Kind.NAME && this != HOME && this != SELF_TEST;
  }

  /** The option with this key, or null. */
  public static @Nullable AgentOption of(String key) {
    for (AgentOption option : values()) {
      if (option.key.equals(key)) {
        return option;
      }
    }
    return null;
  }

  /** Refuses a value that this option can't have. */
  void check(String value) {
    try {
      switch (kind) {
        case NAME -> checkName(value);
        case DURATION -> DurationText.parse(value);
        case COUNT -> checkNumber(value, 2, 1_000_000);
        case NUMBER -> checkNumber(value, 0, Long.MAX_VALUE);
        case SIZE -> SizeText.parse(value);
        case FLAG -> checkOneOf(value, "true", "false");
        case MATERIALISE -> checkOneOf(value, "auto", "jvmti", "flag");
        case MISSING_FILES -> checkOneOf(value, "refuse", "create", "skip");
        case TEXT -> {}
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("option " + key + ": " + e.getMessage(), e);
    }
  }

  private static void checkName(String value) {
    if (!DistrictName.isValid(value)) {
      throw new IllegalArgumentException("'" + value + "' " + DistrictName.REMEDY);
    }
  }

  private static void checkNumber(String value, long least, long most) {
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + value + "' is not a whole number", e);
    }
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          number + " is out of range; give a number from " + least + " to " + most);
    }
  }

  private static void checkOneOf(String value, String... allowed) {
    for (String one : allowed) {
      if (one.equals(value)) {
        return;
      }
    }
    throw new IllegalArgumentException("'" + value + "' is none of " + String.join(", ", allowed));
  }
}
