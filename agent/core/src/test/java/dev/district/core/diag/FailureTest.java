package dev.district.core.diag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person reads of an internal failure. */
class FailureTest {
  @Test
  void namesThePlaceAndTheCauses() {
    Exception failure = new IllegalStateException("outer", new NullPointerException("inner"));
    assertThat(Failure.describe(failure))
        .startsWith("java.lang.IllegalStateException: outer\n    at " + FailureTest.class.getName())
        .contains("\n  caused by: java.lang.NullPointerException: inner\n    at ");
  }

  @Test
  void isShort() {
    assertThat(Failure.describe(deep(500)).lines()).hasSizeLessThan(12);
  }

  private static Exception deep(int depth) {
    return depth == 0 ? new Exception("deep") : deep(depth - 1);
  }
}
