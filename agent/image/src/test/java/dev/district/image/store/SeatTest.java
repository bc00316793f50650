package dev.district.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.district.image.GoldenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is in a district, and whose turn it is. */
class SeatTest {
  private static final int ROUNDS = 20;

  @TempDir Path home;
  private DistrictStore store;

  @BeforeEach
  void format() throws IOException {
    store = Districts.at(home).format("d");
  }

  @Test
  void recordsArePinned() throws IOException {
    Seat seat = new Seat("main", 3, 4711, 123_456, Seat.State.ARRIVED, true);
    byte[] golden = Files.readAllBytes(GoldenFile.check("seat-1.txt", seat.encode()));
    assertThat(Seat.decode(golden, true, "golden")).isEqualTo(seat);
    GoldenFile.check("release-1.txt", Release.encode(3));
    RestartCount count = new RestartCount(7, 2);
    golden = Files.readAllBytes(GoldenFile.check("restarts-1.txt", count.encode()));
    assertThat(RestartCount.decode(golden, "golden")).isEqualTo(count);
  }

  @Test
  void whoDiesIsMissedAndWhoLeavesIsNot() throws IOException {
    store.begin("a").close();
    assertThat(store.seats()).singleElement().matches(Seat::lost);
    Incarnation leaving = store.begin("a");
    assertThat(store.seats()).singleElement().matches(seat -> seat.alive() && !seat.lost());
    leaving.say(Seat.State.LEFT);
    leaving.close();
    assertThat(store.seats()).singleElement().matches(seat -> !seat.alive() && !seat.lost());
    store.begin().close();
    assertThat(store.seats()).isEmpty();
  }

  @Test
  void onlyTheIncarnationThatIsMeantIsJoined() throws IOException {
    store.begin().close();
    StoreException stale = catchThrowableOfType(StoreException.class, () -> store.join("a", 7));
    assertThat(stale.kind()).isEqualTo(StoreException.Kind.STALE);
    try (Incarnation joined = store.join("a", 0)) {
      assertThat(joined.number()).isEqualTo(2);
      assertThat(joined.others()).isEmpty();
    }
  }

  @Test
  void whoOnlyLooksIsNoIncarnationToJoin() throws Exception {
    for (long number = 1; number <= ROUNDS; number++) {
      CompletableFuture<Incarnation> joining;
      try (StoreLock looking = StoreLock.acquire(store.lockFile())) {
        joining = CompletableFuture.supplyAsync(this::join);
        while (!StoreLock.isHeld(store.turnFile())) {
          Thread.onSpinWait();
        }
      }
      try (Incarnation joined = joining.get()) {
        assertThat(joined.number()).isEqualTo(number);
      }
    }
  }

  @Test
  void whoOnlyLooksDoesNotRun() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<Boolean> looked;
      try (StoreLock looking = StoreLock.acquire(store.lockFile())) {
        looked = CompletableFuture.supplyAsync(() -> looks(begun));
        begun.await();
      }
      assertThat(looked.get()).isFalse();
    }
  }

  private boolean looks(CountDownLatch begun) {
    begun.countDown();
    try {
      return store.isRunning();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Incarnation join() {
    try {
      return store.join("a", 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theCoordinatorCommitsForOthers() throws IOException {
    try (Incarnation member = store.begin("a")) {
      try (Incarnation turn = store.coordinate()) {
        assertThat(turn.number()).isEqualTo(member.number());
        assertThat(turn.others()).extracting(Seat::member).containsExactly("a");
        assertThat(SampleStore.checkpoint(turn, "a").number()).isEqualTo(1);
      }
      assertThat(SampleStore.checkpoint(member, "a").number()).isEqualTo(2);
    }
  }

  @Test
  void aRestartKeepsTheTurnUntilItIsReleased() throws IOException {
    try (Incarnation turn = store.coordinate()) {
      Incarnation next = turn.succeed();
      Release release = store.release(next.number());
      assertThat(release.given()).isFalse();
      assertThat(release.orphaned()).isFalse();
      release.give();
      assertThat(release.given()).isTrue();
      assertThat(store.release(next.number() + 1).given()).isFalse();
      next.close();
      assertThat(store.release(next.number() + 1).orphaned()).isTrue();
      assertThatThrownBy(turn::succeed).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void restartsAreCountedFromTheNewestCheckpoint() throws IOException {
    assertThat(store.countRestart()).isEqualTo(1);
    assertThat(store.countRestart()).isEqualTo(2);
    try (Incarnation incarnation = store.begin("a")) {
      SampleStore.checkpoint(incarnation, "a");
    }
    assertThat(store.countRestart()).isEqualTo(1);
  }
}
