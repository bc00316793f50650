package dev.district.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
  @Test
  void defaults() {
    AgentOptions options = AgentOptions.parse("district=d");
    assertThat(options.district()).isEqualTo("d");
    assertThat(options.member()).isEqualTo("main");
    assertThat(options.every()).isZero();
    assertThat(options.keep()).isEqualTo(2);
    assertThat(options.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.materialise()).isEqualTo(AgentOptions.Materialise.AUTO);
    assertThat(options.verbose()).isFalse();
    assertThat(options.restore()).isZero();
    assertThat(options.incarnation()).isZero();
    assertThat(options.fault()).isEmpty();
    assertThat(options.home()).isAbsolute();
  }

  @Test
  void everyValueIsRead() {
    AgentOptions options =
        AgentOptions.parse(
            "district=a.b-c,member=m2,home=/x\\,y/\\\\z,every=300ms,keep=7,stop-timeout=2m,"
                + "materialise=flag,verbose=true,restore=12,incarnation=9,fault=commit");
    assertThat(options.socket()).isEqualTo(Path.of("/x,y/\\z/a.b-c/run/m2.sock"));
    assertThat(options.every()).isEqualTo(Duration.ofMillis(300));
    assertThat(options.keep()).isEqualTo(7);
    assertThat(options.stopTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.materialise()).isEqualTo(AgentOptions.Materialise.FLAG);
    assertThat(options.verbose()).isTrue();
    assertThat(options.restore()).isEqualTo(12);
    assertThat(options.incarnation()).isEqualTo(9);
    assertThat(options.fault()).isEqualTo("commit");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsRenderedIsParsed(long seed) {
    Random random = new Random(seed);
    String characters = "ab=,\\ /.é\"'$";
    for (int i = 0; i < 500; i++) {
      StringBuilder home = new StringBuilder("/");
      for (int j = random.nextInt(12); j > 0; j--) {
        home.append(characters.charAt(random.nextInt(characters.length())));
      }
      AgentOptions options =
          AgentOptions.parse("district=d")
              .with(AgentOption.HOME, home.toString())
              .with(AgentOption.KEEP, "" + (2 + random.nextInt(9)));
      assertThat(AgentOptions.parse(options.render())).isEqualTo(options);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour=red | unknown option colour",
        "district | not of the form",
        "=x | not of the form",
        "keep=1 | out of range",
        "keep=many | not a whole number",
        "every=5 | not a duration",
        "every=-5s | not a duration",
        "district=../x | not a name",
        "district= | not a name",
        "district=.hidden | not a name",
        "member=a/b | not a name",
        "materialise=yes | none of",
        "verbose=1 | none of",
        "home=/a\\b | stray backslash",
        "keep=3,keep=2 | given twice"
      })
  void badArgumentsAreNamed(String arguments, String message) {
    assertThatThrownBy(() -> AgentOptions.parse(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void argumentsBeatPropertiesBeatEnvironmentBeatConfigurationBeatDefaults() throws IOException {
    Properties system = new Properties();
    Map<String, String> environment = new HashMap<>();
    Map<String, String> configured = new HashMap<>();
    DistrictConfiguration configuration = (home, district) -> configured;

    assertThat(keep("district=d", system, environment, configuration)).isEqualTo(2);
    configured.put("keep", "3");
    assertThat(keep("district=d", system, environment, configuration)).isEqualTo(3);
    environment.put("DISTRICT_KEEP", "4");
    assertThat(keep("district=d", system, environment, configuration)).isEqualTo(4);
    system.setProperty("district.keep", "5");
    assertThat(keep("district=d", system, environment, configuration)).isEqualTo(5);
    assertThat(keep("district=d,keep=6", system, environment, configuration)).isEqualTo(6);
  }

  @Test
  void unknownPropertiesAndConfigurationAreLeftAlone() throws IOException {
    Properties system = new Properties();
    system.setProperty("district.jdk25", "/somewhere");
    AgentOptions options =
        AgentOptions.resolve("district=d", system, Map.of(), (h, d) -> Map.of("future", "x"));
    assertThat(options.district()).isEqualTo("d");
  }

  @Test
  void internalOptionsComeFromArgumentsOnly() throws IOException {
    Properties system = new Properties();
    system.setProperty("district.restore", "5");
    Map<String, String> environment = Map.of("DISTRICT_FAULT", "commit");
    AgentOptions options =
        AgentOptions.resolve("district=d", system, environment, (h, d) -> Map.of("restore", "6"));
    assertThat(options.restore()).isZero();
    assertThat(options.fault()).isEmpty();
  }

  @Test
  void homeFollowsTheXdgSpecification() {
    Properties system = new Properties();
    system.setProperty("user.home", "/home/u");
    assertThat(DistrictHome.of(system, Map.of()))
        .isEqualTo(Path.of("/home/u/.local/state/districts"));
    assertThat(DistrictHome.of(system, Map.of("XDG_STATE_HOME", "relative")))
        .isEqualTo(Path.of("/home/u/.local/state/districts"));
    assertThat(DistrictHome.of(system, Map.of("XDG_STATE_HOME", "/s")))
        .isEqualTo(Path.of("/s/districts"));
    assertThat(DistrictHome.of(system, Map.of("XDG_STATE_HOME", "/s", "DISTRICT_HOME", "/d")))
        .isEqualTo(Path.of("/d"));
  }

  @Test
  void aMissingDistrictIsSaid() {
    assertThatThrownBy(() -> AgentOptions.parse("keep=2").district())
        .hasMessageContaining("no district is named");
  }

  @ParameterizedTest
  @CsvSource({"300ms,PT0.3S", "5s,PT5S", "2m,PT2M", "1h,PT1H", "0,PT0S", "90s,PT90S"})
  void durations(String text, Duration duration) {
    assertThat(DurationText.parse(text)).isEqualTo(duration);
    assertThat(DurationText.format(duration)).isEqualTo(text);
  }

  private static int keep(
      String arguments, Properties system, Map<String, String> env, DistrictConfiguration kept)
      throws IOException {
    return AgentOptions.resolve(arguments, system, env, kept).keep();
  }
}
