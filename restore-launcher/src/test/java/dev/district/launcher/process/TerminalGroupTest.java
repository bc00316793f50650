package dev.district.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalGroupTest {
  @Test
  void foregroundIsTheTerminalsGroup() {
    assertThat(TerminalGroup.isForeground("9 (a) b) S 1 9 9 34816 9 0 0")).isTrue();
    assertThat(TerminalGroup.isForeground("9 (java) S 1 9 9 34816 7 0 0")).isFalse();
    assertThat(TerminalGroup.isForeground("9 (java) S 1 9 9 0 -1 0 0")).isFalse();
  }
}
