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
      OptionText.parse(arguments).forEach((key, value) -> values.put(known(key), value));
    }
    values.forEach(AgentOption::check);
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

  /** Number of this incarnation; 0 when the store is to give one. */
  public long incarnation() {
    return Long.parseLong(get(AgentOption.INCARNATION));
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
