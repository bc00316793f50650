package dev.district.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members settle something without anybody between them. */
class MeetingTest {
  private static final int ROUNDS = 50;

  @TempDir Path home;
  private DistrictStore store;

  @BeforeEach
  void format() throws IOException {
    store = Districts.at(home).format("d");
  }

  private static boolean settle(Meeting meeting, boolean wish) {
    try {
      return meeting.settle(wish);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoeverComesFirstSettlesItForAll() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Meeting meeting = store.meeting("1-" + round);
      meeting.open();
      CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> settle(meeting, true));
      CompletableFuture<Boolean> other =
          CompletableFuture.supplyAsync(() -> settle(meeting, false));
      assertThat(one.get()).isEqualTo(other.get());
      assertThat(settle(meeting, true)).isEqualTo(one.get());
    }
  }

  @Test
  void oneThatIsOverDoesNotTakePlace() throws IOException {
    Meeting meeting = store.meeting("1-ab");
    meeting.open();
    Meeting.clear(store);
    assertThat(meeting.settle(true)).isFalse();
  }

  @Test
  void marksAreSeenByAll() throws IOException {
    Meeting meeting = store.meeting("1-ab");
    meeting.open();
    assertThat(meeting.settle(true)).isTrue();
    Meeting same = store.meeting("1-ab");
    assertThat(same.has("a", "sent")).isFalse();
    meeting.mark("a", "sent");
    meeting.mark("a", "sent");
    meeting.mark("b", "door-12-4711");
    assertThat(same.has("a", "sent")).isTrue();
    assertThat(same.count("sent")).isEqualTo(1);
    assertThat(same.find("b", "door-12-")).isEqualTo("4711");
    assertThat(same.find("a", "door-12-")).isEmpty();
    assertThat(same.secret()).isEqualTo(0xab);
  }

  @Test
  void whoHasDiedIsMissed() throws IOException {
    Meeting meeting = store.meeting("1-ab");
    try (Incarnation alive = store.begin("a")) {
      assertThat(meeting.misses("a")).isFalse();
      assertThat(meeting.misses("b")).isTrue();
      assertThat(alive.number()).isEqualTo(1);
    }
    assertThat(meeting.misses("a")).isTrue();
  }
}
