package dev.district.core.crossings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes by position, against an array that has them all. */
class RetainedTest {
  private static final int ALL = 400_000;

  @Test
  void whatIsKeptIsWhatWasThere() {
    Random random = new Random(7);
    byte[] all = new byte[ALL];
    random.nextBytes(all);
    long begin = 1_000_000_007L;
    Retained retained = new Retained(begin);
    int done = 0;
    int trimmed = 0;
    while (done < ALL) {
      int next = Math.min(ALL - done, random.nextInt(50_000));
      retained.append(Arrays.copyOfRange(all, done, done + next));
      done += next;
      trimmed = Math.max(trimmed, done - random.nextInt(90_000));
      retained.trim(begin + trimmed);
      assertThat(retained.start()).isEqualTo(begin + trimmed);
      assertThat(retained.end()).isEqualTo(begin + done);
      assertThat(retained.all()).isEqualTo(Arrays.copyOfRange(all, trimmed, done));
      int from = trimmed + random.nextInt(done - trimmed + 1);
      int to = from + random.nextInt(done - from + 1);
      assertThat(retained.copy(begin + from, begin + to))
          .isEqualTo(Arrays.copyOfRange(all, from, to));
    }
    retained.reset(0);
    assertThat(retained.size()).isZero();
  }

  @Test
  void positionsBeforeItChangeNothing() {
    Retained retained = new Retained(10);
    retained.append(new byte[] {1, 2, 3});
    retained.trim(5);
    assertThat(retained.start()).isEqualTo(10);
    assertThat(retained.reaches(9)).isFalse();
    assertThat(retained.reaches(13)).isTrue();
    assertThat(retained.reaches(14)).isFalse();
    assertThatThrownBy(() -> retained.copy(9, 11)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsLeftOfWhatIsTrimmedToTheEnd() {
    Retained retained = new Retained(0);
    retained.append(new byte[100_000]);
    retained.trim(100_000);
    assertThat(retained.size()).isZero();
    retained.append(new byte[] {4});
    assertThat(retained.copy(100_000, 100_001)).containsExactly(4);
  }
}
