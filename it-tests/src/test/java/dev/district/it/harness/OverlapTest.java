package dev.district.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OverlapTest {
  private static final String REFERENCE = "one\ntwo\nthree\nfour\nfive\n";

  private final Overlap overlap = new Overlap(REFERENCE);

  @Test
  void aSingleLifeMustBeTheReference() {
    assertThat(overlap.complaint(REFERENCE)).isNull();
    assertThat(overlap.complaint("one\ntwo\n")).contains("expected next: three");
    assertThat(overlap.complaint(REFERENCE + "six\n")).isNotNull();
  }

  @Test
  void aStoppedLifeAndItsContinuationJoinExactly() {
    overlap.stopped("one\ntwo\n");
    assertThat(overlap.complaint("three\nfour\nfive\n")).isNull();
    assertThat(overlap.complaint("four\nfive\n")).contains("it agrees for 0");
    assertThat(overlap.complaint("two\nthree\nfour\nfive\n")).isNotNull();
  }

  @Test
  void aKilledLifeMayHavePrintedMore() {
    overlap.killed("one\ntwo\nthree\nfo", 4);
    assertThat(overlap.complaint("two\nthree\nfour\nfive\n")).isNull();
    assertThat(overlap.complaint("three\nfour\nfive\n")).isNull();
    assertThat(overlap.complaint("ur\nfive\n")).isNull();
    assertThat(overlap.complaint("five\n")).as("lost").isNotNull();
    assertThat(overlap.complaint(REFERENCE)).as("doubled before the checkpoint").isNotNull();
  }

  @Test
  void aLifeThatPrintsSomethingElseIsFound() {
    overlap.killed("one\ntow\n", 0);
    assertThat(overlap.complaint("three\nfour\nfive\n"))
        .contains("life 1")
        .contains("expected next: wo");
  }

  @RepeatedTest(50)
  void randomCutsAreAcceptedAndRandomLossesAreNot(RepetitionInfo info) {
    Random random = new Random(info.getCurrentRepetition());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("line ").append(i).append(": ").append(random.nextInt(3)).append('\n');
    }
    Overlap cuts = new Overlap(text.toString());
    int start = 0;
    for (int life = 0; life < 3; life++) {
      int flushed = random.nextInt((text.length() - start) / 4);
      int committed = flushed + random.nextInt(20);
      int printed = committed + random.nextInt(20);
      cuts.killed(text.substring(start, start + printed), flushed);
      start += committed;
    }
    assertThat(cuts.complaint(text.substring(start))).isNull();
    int lost = start + 41;
    assertThat(cuts.complaint(text.substring(lost))).isNotNull();
  }
}
