package dev.district.core.crossings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.core.crossings.CrossingRules.Mode;
import dev.district.core.wire.Endpoint;
import org.junit.jupiter.api.Test;

/** The option {@code crossing}. */
class CrossingRulesTest {
  private static final Endpoint REMOTE = Endpoint.of("0a000005", 8080);
  private static final Endpoint SIX = Endpoint.of("20010db8000000000000000000000001", 443);

  private static Mode outside(String option) {
    return CrossingRules.parse(option).mode(REMOTE, false);
  }

  private static Mode managed(String option) {
    return CrossingRules.parse(option).mode(REMOTE, true);
  }

  @Test
  void onlyWhatAnAgentKeepsIsResumed() {
    assertThat(outside("")).isEqualTo(Mode.BREAK);
    assertThat(managed("")).isEqualTo(Mode.RESUME);
    assertThat(outside("resume")).isEqualTo(Mode.BREAK);
    assertThat(managed("resume")).isEqualTo(Mode.RESUME);
    assertThat(managed("break")).isEqualTo(Mode.BREAK);
    assertThat(outside("redial")).isEqualTo(Mode.REDIAL);
  }

  @Test
  void addressesAreMatched() {
    assertThat(outside("redial:10.0.0.5:8080")).isEqualTo(Mode.REDIAL);
    assertThat(outside("redial:*:8080")).isEqualTo(Mode.REDIAL);
    assertThat(outside("redial:10.0.0.5:*")).isEqualTo(Mode.REDIAL);
    assertThat(outside("redial:10.0.0.6:8080")).isEqualTo(Mode.BREAK);
    assertThat(outside("redial:10.0.0.5:8081")).isEqualTo(Mode.BREAK);
  }

  @Test
  void networksAreMatched() {
    assertThat(outside("redial:10.0.0.0/8:*")).isEqualTo(Mode.REDIAL);
    assertThat(outside("redial:10.0.0.4/31:*")).isEqualTo(Mode.REDIAL);
    assertThat(outside("redial:10.0.0.6/31:*")).isEqualTo(Mode.BREAK);
    assertThat(outside("redial:0.0.0.0/0:*")).isEqualTo(Mode.REDIAL);
    CrossingRules six = CrossingRules.parse("redial:[2001:db8::]/32:443");
    assertThat(six.mode(SIX, false)).isEqualTo(Mode.REDIAL);
    assertThat(six.mode(REMOTE, false)).isEqualTo(Mode.BREAK);
  }

  @Test
  void theFirstRuleThatFitsDecides() {
    String rules = "break:10.0.0.5:*;redial:10.0.0.0/8:*;break";
    assertThat(outside(rules)).isEqualTo(Mode.BREAK);
    assertThat(CrossingRules.parse(rules).mode(Endpoint.of("0a000006", 1), false))
        .isEqualTo(Mode.REDIAL);
    assertThat(CrossingRules.parse(rules).mode(SIX, true)).isEqualTo(Mode.BREAK);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> CrossingRules.parse("redail:*:*")).hasMessageContaining("redail");
    assertThatThrownBy(() -> CrossingRules.parse("redial:here")).hasMessageContaining("no port");
    assertThatThrownBy(() -> CrossingRules.parse("redial:*:x")).hasMessageContaining("no address");
    assertThatThrownBy(() -> CrossingRules.parse("redial:10.0.0.0/33:1"))
        .hasMessageContaining("no address");
  }
}
