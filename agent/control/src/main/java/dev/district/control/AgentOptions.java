package dev.district.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The agent's options: parsed, checked, and rendered again. Launcher, agent and documentation share
 * this class; {@link AgentOption} says what each option means and where it may be set.
 *
 * <p>Immutable. {@code parse(options.render())} equals {@code options}.
 */
public final class AgentOptions {
  /** What {@link AgentOption#MATERIALISE} can be. */
  public enum Materialise {
    AUTO,
    JVMTI,
    FLAG
  }

  /** What {@link AgentOption#MISSING_FILES} can be. */
  public enum MissingFiles {
    REFUSE,
    CREATE,
    SKIP
  }

  private final EnumMap<AgentOption, String> values;

  private AgentOptions(EnumMap<AgentOption, String> values) {
    this.values = values;
  }

  /**
   * Options from agent arguments alone, {@code key=value,key=value} with {@code \,} for a comma in
   * a value.
   *
   * @throws IllegalArgumentException on an unknown key or a bad value
   */
  public static AgentOptions parse(@Nullable String arguments) {
    EnumMap<AgentOption, String> values = new EnumMap<>(AgentOption.class);
    if (arguments != null) {
      for (Map.Entry<String, String> pair : OptionText.parse(arguments).entrySet()) {
        AgentOption option = known(pair.getKey());
        option.check(pair.getValue());
        values.put(option, pair.getValue());
      }
    }
    return new AgentOptions(values);
  }

  /**
   * Options from all sources, in the order of precedence.
   *
   * @throws IllegalArgumentException on an unknown argument key, or a bad value in any source
   * @throws IOException when the district's configuration can't be read
   */
  public static AgentOptions resolve(
      @Nullable String arguments,
      Properties system,
      Map<String, String> environment,
      DistrictConfiguration configuration)
      throws IOException {
    AgentOptions options = parse(arguments);
    for (AgentOption option : AgentOption.values()) {
      if (!option.isInternal()) {
        String value = system.getProperty(option.property());
        options.offer(option, value != null ? value : environment.get(option.variable()));
      }
    }
    options.offer(AgentOption.HOME, DistrictHome.of(system, environment).toString());
    if (options.isSet(AgentOption.DISTRICT)) {
      options.offerAll(configuration.of(options.home(), options.district()));
    }
    return options;
  }

  /**
   * These options, with values for some of those that are not set; unknown keys are ignored.
   *
   * @throws IllegalArgumentException if a value is not one of its option
   */
  public AgentOptions withDefaults(Map<String, String> defaults) {
    AgentOptions options = new AgentOptions(new EnumMap<>(values));
    options.offerAll(defaults);
    return options;
  }

  private void offerAll(Map<String, String> defaults) {
    for (AgentOption option : AgentOption.values()) {
      if (!option.isInternal()) {
        offer(option, defaults.get(option.key()));
      }
    }
  }

  private void offer(AgentOption option, @Nullable String value) {
    if (value != null && !value.isEmpty() && !values.containsKey(option)) {
      option.check(value);
      values.put(option, value);
    }
  }

  private static AgentOption known(String key) {
    AgentOption option = AgentOption.of(key);
    if (option == null) {
      StringBuilder all = new StringBuilder();
      for (AgentOption one : AgentOption.values()) {
        if (!one.isInternal()) {
          all.append(all.length() == 0 ? "" : ", ").append(one.key());
        }
      }
      throw new IllegalArgumentException("unknown option " + key + "; there are " + all);
    }
    return option;
  }

  /** A copy with one option set. */
  public AgentOptions with(AgentOption option, String value) {
    option.check(value);
    EnumMap<AgentOption, String> copy = new EnumMap<>(values);
    copy.put(option, value);
    return new AgentOptions(copy);
  }

  /** Those that a restart of the same member keeps: neither names nor internal ones. */
  public AgentOptions lasting() {
    EnumMap<AgentOption, String> copy = new EnumMap<>(AgentOption.class);
    values.forEach(
        (option, value) -> {
          if (option.isLasting()) {
            copy.put(option, value);
          }
        });
    return new AgentOptions(copy);
  }

  /** These, and where the others say something, theirs. */
  public AgentOptions with(AgentOptions others) {
    EnumMap<AgentOption, String> copy = new EnumMap<>(values);
    copy.putAll(others.values);
    return new AgentOptions(copy);
  }

  /** The agent arguments that say the same, in the order of {@link AgentOption}. */
  public String render() {
    Map<String, String> pairs = new LinkedHashMap<>();
    values.forEach((option, value) -> pairs.put(option.key(), value));
    return OptionText.render(pairs);
  }

  /** Whether a source set this option. */
  public boolean isSet(AgentOption option) {
    return values.containsKey(option);
  }

  /** What the sources set, without defaults. */
  public Map<AgentOption, String> set() {
    return Collections.unmodifiableMap(values);
  }

  /** An option's value or default as text. */
  public String get(AgentOption option) {
    return values.getOrDefault(option, option.defaultValue());
  }

  /**
   * The district's name.
   *
   * @throws IllegalArgumentException when none is set
   */
  public String district() {
    if (!isSet(AgentOption.DISTRICT)) {
      throw new IllegalArgumentException(
          "no district is named; give -javaagent:…/district-agent.jar=district=NAME");
    }
    return get(AgentOption.DISTRICT);
  }

  public String member() {
    return get(AgentOption.MEMBER);
  }

  /** The directory of all districts, absolute. */
  public Path home() {
    return isSet(AgentOption.HOME)
        ? Path.of(get(AgentOption.HOME)).toAbsolutePath().normalize()
        : DistrictHome.of(System.getProperties(), System.getenv());
  }

  /** This member's control socket. */
  public Path socket() {
    return DistrictHome.socket(home(), district(), member());
  }

  /** Interval of periodic checkpoints; zero for none. */
  public Duration every() {
    return DurationText.parse(get(AgentOption.EVERY));
  }

  public int keep() {
    return Integer.parseInt(get(AgentOption.KEEP));
  }

  public Duration stopTimeout() {
    return DurationText.parse(get(AgentOption.STOP_TIMEOUT));
  }

  public Materialise materialise() {
    return switch (get(AgentOption.MATERIALISE)) {
      case "jvmti" -> Materialise.JVMTI;
      case "flag" -> Materialise.FLAG;
      default -> Materialise.AUTO;
    };
  }

  /** What becomes of connections that lead outside. */
  /** How many bytes to keep at most for connections to other districts. */
  public long retain() {
    return SizeText.parse(get(AgentOption.RETAIN));
  }

  public String crossing() {
    return get(AgentOption.CROSSING);
  }

  /** What a restart does about open files that are missing or not what they were. */
  public MissingFiles missingFiles() {
    return switch (get(AgentOption.MISSING_FILES)) {
      case "create" -> MissingFiles.CREATE;
      case "skip" -> MissingFiles.SKIP;
      default -> MissingFiles.REFUSE;
    };
  }

  public boolean verbose() {
    return Boolean.parseBoolean(get(AgentOption.VERBOSE));
  }

  /** Interval of the self-test that runs this JVM; zero when none does. */
  public Duration selfTest() {
    return DurationText.parse(get(AgentOption.SELF_TEST));
  }

  /** Number of the checkpoint to restore; 0 for an ordinary start. */
  public long restore() {
    return Long.parseLong(get(AgentOption.RESTORE));
  }

  /** Number of the incarnation to join; 0 for whichever runs, or the next. */
  public long incarnation() {
    return Long.parseLong(get(AgentOption.INCARNATION));
  }

  /** Whether a restored member waits for the others before it runs. */
  public boolean barrier() {
    return Boolean.parseBoolean(get(AgentOption.BARRIER));
  }

  /** The place at which a test wants this JVM to fail; empty for none. */
  public String fault() {
    return get(AgentOption.FAULT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgentOptions options && values.equals(options.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return render();
  }
}
