package dev.district.core.crossings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether a direction can go on. */
class SideTest {
  private static Side sender(long writes, long sentFrom) {
    return new Side(writes, 0, 0, sentFrom, 0, false, false, false);
  }

  private static Side receiver(long reads, int unread, long receivedFrom) {
    return new Side(0, reads, unread, 0, receivedFrom, false, false, false);
  }

  @Test
  void whatHasNotComeHasToBeKeptByTheSender() {
    assertThat(Side.obstacle(sender(100, 80), receiver(80, 5, 80))).isEmpty();
    assertThat(Side.obstacle(sender(100, 86), receiver(80, 5, 80))).contains("85 to 86");
    assertThat(Side.obstacle(sender(100, 100), receiver(90, 10, 90))).isEmpty();
  }

  @Test
  void whatWillBeWrittenAgainHasToBeKeptByTheReceiver() {
    assertThat(Side.obstacle(sender(60, 50), receiver(80, 5, 60))).isEmpty();
    assertThat(Side.obstacle(sender(59, 50), receiver(80, 5, 60))).contains("59 to 60");
    assertThat(receiver(80, 5, 60).ahead(sender(60, 50))).isEqualTo(25);
    assertThat(receiver(80, 5, 60).ahead(sender(90, 50))).isZero();
  }
}
