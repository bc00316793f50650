package dev.district.core.crossings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a step is. */
class StepsTest {
  @Test
  void aReadBehindAWriteBeginsAStep() {
    Steps steps = new Steps();
    long first = steps.reading();
    assertThat(steps.reading()).isEqualTo(first);
    assertThat(steps.writing()).isEqualTo(first);
    assertThat(steps.writing()).isEqualTo(first);
    assertThat(steps.reading()).isEqualTo(first + 1);
    assertThat(steps.writing()).isEqualTo(first + 1);
  }

  @Test
  void stepsGoOnBehindThoseOfTheProcessBefore() {
    Steps steps = new Steps();
    steps.after(41);
    assertThat(steps.reading()).isEqualTo(42);
    steps.after(7);
    assertThat(steps.writing()).isEqualTo(42);
  }
}
