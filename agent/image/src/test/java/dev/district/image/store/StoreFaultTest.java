package dev.district.image.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * At whatever step the disk fails or power goes, the previous checkpoint or the new one is there,
 * whole.
 */
class StoreFaultTest {
  @TempDir Path directory;

  @Test
  void failingStepLeavesACheckpointAndTheNextOneWorks() throws IOException {
    int failures = 0;
    boolean stepReached = true;
    for (int step = 1; stepReached; step++) {
      Path home = directory.resolve("fail" + step);
      FaultyFiles disk = new FaultyFiles();
      DistrictStore store = prepare(home, disk);
      try (Incarnation incarnation = store.begin()) {
        SampleStore.checkpoint(incarnation, "main");
        SampleStore.checkpoint(incarnation, "main");
        disk.failAt(step);
        boolean failed = !tryCheckpoint(incarnation);
        failures += failed ? 1 : 0;
        check(home, failed ? 2 : 3, 3);
        stepReached = disk.hasFailed();
        disk.failAt(Integer.MAX_VALUE);
        long next = SampleStore.checkpoint(incarnation, "main").number();
        check(home, next, next);
        assertThat(store.checkpoints()).hasSize(2);
        assertThat(StoreDisk.entries(store.checkpointsDirectory())).hasSize(2);
      }
    }
    assertThat(failures).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void powerCutLeavesACheckpoint(long seed) throws IOException {
    Random random = new Random(seed);
    boolean sawOld = false;
    boolean sawNew = false;
    boolean stepReached = true;
    for (int step = 1; stepReached; step++) {
      Path home = directory.resolve("cut" + step);
      FaultyFiles disk = new FaultyFiles();
      DistrictStore store = prepare(home, disk);
      boolean reported;
      try (Incarnation incarnation = store.begin()) {
        SampleStore.checkpoint(incarnation, "main");
        SampleStore.checkpoint(incarnation, "main");
        disk.crashAt(step);
        reported = tryCheckpoint(incarnation);
      }
      stepReached = disk.hasFailed();
      disk.losePower(random);
      long latest = check(home, reported ? 3 : 2, 3);
      sawOld |= latest == 2;
      sawNew |= latest == 3;
      try (Incarnation next = Districts.at(home).open("d").begin()) {
        assertThat(next.number()).isEqualTo(2);
        assertThat(SampleStore.checkpoint(next, "main").number()).isEqualTo(latest + 1);
        assertThat(StoreDisk.entries(next.store().checkpointsDirectory())).hasSize(2);
      }
    }
    assertThat(sawOld && sawNew).isTrue();
  }

  @Test
  void powerCutWhileBeginningLeavesTheDistrictUsable() throws IOException {
    for (int step = 1; step < 12; step++) {
      Path home = directory.resolve("begin" + step);
      FaultyFiles disk = new FaultyFiles();
      DistrictStore store = prepare(home, disk);
      disk.crashAt(step);
      try (Incarnation incarnation = store.begin()) {
        assertThat(incarnation.number()).isEqualTo(1);
      } catch (IOException expected) {
        assertThat(expected).hasMessage("injected fault");
      }
      disk.losePower(new Random(step));
      try (Incarnation incarnation = Districts.at(home).open("d").begin()) {
        assertThat(incarnation.number()).isBetween(1L, 2L);
        SampleStore.checkpoint(incarnation, "main");
      }
    }
  }

  @Test
  void powerCutWhileFormattingLeavesAllOrNothing() throws IOException {
    boolean sawNone = false;
    boolean sawOne = false;
    for (int step = 1; step < 25; step++) {
      Path home = directory.resolve("format" + step);
      FaultyFiles disk = new FaultyFiles();
      Districts districts = new Districts(home, disk);
      disk.crashAt(step);
      try {
        districts.format("d");
      } catch (IOException expected) {
        assertThat(expected).hasMessage("injected fault");
      }
      disk.losePower(new Random(step));
      Districts later = Districts.at(home);
      if (later.list().isEmpty()) {
        sawNone = true;
        later.format("d");
      } else {
        sawOne = true;
      }
      try (Incarnation incarnation = later.open("d").begin()) {
        SampleStore.checkpoint(incarnation, "main");
      }
    }
    assertThat(sawNone && sawOne).isTrue();
  }

  @Test
  void failedCommitGivesItsSpaceBack() throws IOException {
    FaultyFiles disk = new FaultyFiles();
    DistrictStore store = prepare(directory.resolve("space"), disk);
    try (Incarnation incarnation = store.begin()) {
      CheckpointDraft draft = incarnation.nextCheckpoint();
      List<ImageEntry> images = SampleStore.images(draft, "main");
      disk.failAt(1);
      assertThat(tryCommit(draft, images)).isFalse();
      assertThat(Files.exists(draft.image("main"))).isFalse();
      draft.abandon();
    }
  }

  private static DistrictStore prepare(Path home, FaultyFiles disk) throws IOException {
    return new Districts(home, disk).format("d");
  }

  private static boolean tryCheckpoint(Incarnation incarnation) {
    try {
      SampleStore.checkpoint(incarnation, "main");
      return true;
    } catch (IOException expected) {
      assertThat(expected).hasMessage("injected fault");
      return false;
    }
  }

  private static boolean tryCommit(CheckpointDraft draft, List<ImageEntry> images) {
    try {
      draft.commit(0, 0, "test", images);
      return true;
    } catch (IOException expected) {
      return false;
    }
  }

  /** The newest checkpoint is one of these and sound, as is the one before it. */
  private static long check(Path home, long atLeast, long atMost) throws IOException {
    DistrictStore store = Districts.at(home).open("d");
    Checkpoint latest = store.latest();
    assertThat(latest).isNotNull();
    assertThat(latest.number()).isBetween(atLeast, atMost);
    for (Checkpoint checkpoint : store.checkpoints()) {
      assertThat(checkpoint.verify()).isEmpty();
    }
    assertThat(store.checkpoints()).hasSizeGreaterThanOrEqualTo(2);
    return latest.number();
  }
}
