package dev.district.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JournalTest {
  @Test
  void argumentsAreKnownByTheirValues() {
    assertThat(Journal.bracketed("[1] jdk17")).isEmpty();
    assertThat(Journal.bracketed("[2] jdk = jdk25")).isEmpty();
    assertThat(Journal.bracketed("OpenPipe jdk17")).isEqualTo("[OpenPipe]");
    assertThat(Journal.bracketed("jdk17 -XX:+UseZGC")).isEqualTo("[-XX:+UseZGC]");
    assertThat(Journal.bracketed("[1] verb = \"rm\"")).isEqualTo("[rm]");
    assertThat(Journal.bracketed("[1] jdk = jdk17, names = [main, b]")).isEqualTo("[[main_b]]");
    assertThat(Journal.bracketed("[1] connections = \"1000\", jdk = jdk17")).isEqualTo("[1000]");
  }
}
