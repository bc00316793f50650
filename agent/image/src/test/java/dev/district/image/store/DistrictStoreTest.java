package dev.district.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistrictStoreTest {
  @TempDir Path directory;
  private Districts districts;

  @BeforeEach
  void openHome() throws IOException {
    districts = Districts.at(directory.resolve("a/b/home"));
  }

  @Test
  void homeFollowsTheEnvironment() {
    Path user = Path.of("/home/u");
    assertThat(Districts.home(Map.of("DISTRICT_HOME", "/x", "XDG_STATE_HOME", "/y"), user))
        .isEqualTo(Path.of("/x"));
    assertThat(Districts.home(Map.of("DISTRICT_HOME", "", "XDG_STATE_HOME", "/y"), user))
        .isEqualTo(Path.of("/y/districts"));
    assertThat(Districts.home(Map.of("XDG_STATE_HOME", "relative"), user))
        .isEqualTo(Path.of("/home/u/.local/state/districts"));
  }

  @Test
  void districtsComeAndGo() throws IOException {
    assertThat(districts.list()).isEmpty();
    districts.format("b");
    districts.format("a");
    assertThat(districts.list()).containsExactly("a", "b");
    assertThat(kind(() -> districts.format("a"))).isEqualTo(StoreException.Kind.EXISTS);
    assertThat(districts.open("a").checkpoints()).isEmpty();
    assertThat(districts.open("a").latest()).isNull();
    assertThat(districts.open("a").incarnation()).isZero();
    districts.remove("a");
    assertThat(districts.list()).containsExactly("b");
    assertThat(kind(() -> districts.open("a"))).isEqualTo(StoreException.Kind.NOT_FOUND);
    try (var entries = Files.list(districts.home())) {
      assertThat(entries).hasSize(1);
    }
  }

  @RepeatedTest(20)
  void severalWhoComeAtOnceFindTheSame() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4);
    List<Callable<Path>> comers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String member = "m" + i;
      comers.add(
          () -> {
            together.await();
            DistrictStore store = districts.openOrFormat("d");
            together.await();
            return store.log(member, "out");
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Path> log : threads.invokeAll(comers)) {
        assertThat(log.get()).isRegularFile();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(districts.list()).containsExactly("d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".a", "-a", "_a", "a/b", "a b", "a\n", "\u00e4", "a\0"})
  void badNamesAreRefused(String name) {
    assertThat(kind(() -> districts.format(name))).isEqualTo(StoreException.Kind.INVALID_NAME);
    assertThat(kind(() -> districts.open(name))).isEqualTo(StoreException.Kind.INVALID_NAME);
    assertThat(kind(() -> districts.remove(name))).isEqualTo(StoreException.Kind.INVALID_NAME);
  }

  @Test
  void longestNameIsAllowed() throws IOException {
    districts.format("a".repeat(64));
    assertThat(kind(() -> districts.format("a".repeat(65))))
        .isEqualTo(StoreException.Kind.INVALID_NAME);
  }

  @Test
  void oneIncarnationAtATime() throws IOException {
    DistrictStore store = districts.format("d");
    assertThat(store.isRunning()).isFalse();
    try (Incarnation first = store.begin()) {
      assertThat(first.number()).isEqualTo(1);
      assertThat(store.isRunning()).isTrue();
      assertThat(kind(() -> districts.open("d").begin())).isEqualTo(StoreException.Kind.BUSY);
      assertThat(kind(() -> districts.remove("d"))).isEqualTo(StoreException.Kind.BUSY);
    }
    try (Incarnation second = store.begin()) {
      assertThat(second.number()).isEqualTo(2);
    }
    assertThat(store.incarnation()).isEqualTo(2);
  }

  @Test
  void checkpointsAreNumberedAndKept() throws IOException {
    DistrictStore store = districts.format("d");
    List<Long> seen = new ArrayList<>();
    try (Incarnation incarnation = store.begin()) {
      for (int i = 1; i <= 4; i++) {
        Checkpoint checkpoint = SampleStore.checkpoint(incarnation, "main", "other");
        assertThat(checkpoint.number()).isEqualTo(i);
        assertThat(store.latest().number()).isEqualTo(i);
        seen.add((long) store.checkpoints().size());
      }
    }
    assertThat(seen).containsExactly(1L, 2L, 2L, 2L);
    Checkpoint latest = store.latest();
    CheckpointManifest manifest = latest.manifest();
    assertThat(manifest.incarnation()).isEqualTo(1);
    assertThat(manifest.cause()).isEqualTo("request");
    assertThat(manifest.images()).extracting(ImageEntry::member).containsExactly("main", "other");
    try (ImageReader reader = latest.open("other")) {
      assertThat(reader.metadata(Section.MANIFEST, Manifest.class).checkpoint).isEqualTo(4);
    }
    assertThat(latest.verify()).isEmpty();
    assertThat(kind(() -> latest.image("third"))).isEqualTo(StoreException.Kind.NOT_FOUND);
    assertThat(kind(() -> store.checkpoint(1))).isEqualTo(StoreException.Kind.NOT_FOUND);
    assertThat(store.checkpoint(3).number()).isEqualTo(3);
  }

  @Test
  void retentionFollowsTheConfiguration() throws IOException {
    DistrictStore store = districts.format("d");
    store.writeConfig(store.config().with(DistrictConfig.KEEP, "3"));
    try (Incarnation incarnation = store.begin()) {
      for (int i = 0; i < 5; i++) {
        SampleStore.checkpoint(incarnation, "main");
      }
      assertThat(store.checkpoints()).extracting(Checkpoint::number).containsExactly(3L, 4L, 5L);
      assertThatThrownBy(() -> incarnation.prune(1)).isInstanceOf(IllegalArgumentException.class);
    }
    store.writeConfig(store.config().with(DistrictConfig.KEEP, "1"));
    assertThatThrownBy(() -> store.config().keep("d")).isInstanceOf(StoreException.class);
  }

  @Test
  void anIncarnationMayKeepMoreThanTheDistrictSays() throws IOException {
    DistrictStore store = districts.format("d");
    try (Incarnation incarnation = store.begin()) {
      incarnation.keep(4);
      for (int i = 0; i < 6; i++) {
        SampleStore.checkpoint(incarnation, "main");
      }
      assertThat(store.checkpoints())
          .extracting(Checkpoint::number)
          .containsExactly(3L, 4L, 5L, 6L);
      assertThatThrownBy(() -> incarnation.keep(1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void draftsAreNoCheckpoints() throws IOException {
    DistrictStore store = districts.format("d");
    try (Incarnation incarnation = store.begin()) {
      SampleStore.checkpoint(incarnation, "main");
      CheckpointDraft left = incarnation.nextCheckpoint();
      SampleStore.image(left, "main");
      assertThat(store.checkpoints()).hasSize(1);
    }
    try (Incarnation incarnation = store.begin()) {
      assertThat(StoreDisk.entries(store.checkpointsDirectory())).hasSize(1);
      CheckpointDraft draft = incarnation.nextCheckpoint();
      draft.abandon();
      draft.abandon();
      assertThat(StoreDisk.entries(store.checkpointsDirectory())).hasSize(1);
      assertThat(draft.number()).isEqualTo(2);
      assertThatThrownBy(() -> draft.commit(0, 0, "late", List.of()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void incompleteDraftIsNotCommitted() throws IOException {
    DistrictStore store = districts.format("d");
    try (Incarnation incarnation = store.begin()) {
      CheckpointDraft missing = incarnation.nextCheckpoint();
      List<ImageEntry> images = SampleStore.images(missing, "main");
      Files.delete(missing.image("main"));
      assertThat(kind(() -> missing.commit(0, 0, "c", images)))
          .isEqualTo(StoreException.Kind.NOT_FOUND);
      CheckpointDraft shorter = incarnation.nextCheckpoint();
      List<ImageEntry> full = SampleStore.images(shorter, "main");
      Files.write(shorter.image("main"), new byte[5]);
      assertThat(kind(() -> shorter.commit(0, 0, "c", full)))
          .isEqualTo(StoreException.Kind.CORRUPT);
      assertThat(store.checkpoints()).isEmpty();
    }
  }

  @Test
  void olderIncarnationMayNotCommit() throws IOException {
    DistrictStore store = districts.format("d");
    try (Incarnation zombie = store.begin()) {
      CheckpointDraft draft = zombie.nextCheckpoint();
      List<ImageEntry> images = SampleStore.images(draft, "main");
      byte[] newer = new RecordText("district-incarnation").put("number", 2).encode();
      Files.write(store.directory().resolve("incarnation"), newer);
      assertThat(kind(() -> draft.commit(0, 0, "c", images))).isEqualTo(StoreException.Kind.STALE);
      assertThat(kind(zombie::nextCheckpoint)).isEqualTo(StoreException.Kind.STALE);
    }
    assertThat(store.checkpoints()).isEmpty();
  }

  @Test
  void onlyTheDirectoryThatOneIsInIsWritten() throws IOException {
    DistrictStore store = districts.format("d");
    Path away = directory.resolve("away");
    try (Incarnation incarnation = store.begin("main");
        Incarnation turn = incarnation.coordinate()) {
      CheckpointDraft draft = turn.nextCheckpoint();
      List<ImageEntry> images = SampleStore.images(draft, "main");
      Files.move(store.directory(), away);
      assertThat(kind(incarnation::nextCheckpoint)).isEqualTo(StoreException.Kind.MOVED);
      districts.format("d").writeIncarnation(1);
      Files.move(
          away.resolve("checkpoints/.draft-00000001"),
          store.directory().resolve("checkpoints/.draft-00000001"));
      assertThat(kind(() -> draft.commit(0, 0, "c", images))).isEqualTo(StoreException.Kind.MOVED);
      assertThat(kind(incarnation::nextCheckpoint)).isEqualTo(StoreException.Kind.MOVED);
      assertThat(kind(incarnation::coordinate)).isEqualTo(StoreException.Kind.MOVED);
      assertThat(store.checkpoints()).isEmpty();
      Files.move(store.directory(), directory.resolve("fresh"));
      Files.move(away, store.directory());
      turn.yieldTurn();
      assertThat(SampleStore.checkpoint(incarnation, "main").number()).isEqualTo(1);
    }
  }

  @Test
  void anIncarnationOfTheFutureIsNone() throws IOException {
    DistrictStore store = districts.format("d");
    store.begin().close();
    try (Incarnation second = store.begin()) {
      store.writeIncarnation(1);
      assertThat(kind(second::checkCurrent)).isEqualTo(StoreException.Kind.MOVED);
    }
  }

  @Test
  void damageIsFoundByVerify() throws IOException {
    DistrictStore store = districts.format("d");
    try (Incarnation incarnation = store.begin()) {
      SampleStore.checkpoint(incarnation, "main");
      SampleStore.checkpoint(incarnation, "main");
    }
    Path first = store.checkpoint(1).image("main");
    Path second = store.checkpoint(2).image("main");
    byte[] good = Files.readAllBytes(second);
    Files.write(second, Files.readAllBytes(first));
    assertThat(store.checkpoint(2).verify()).singleElement().asString().contains("not the one");
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 1;
    Files.write(second, flipped);
    assertThat(store.checkpoint(2).verify()).singleElement().asString().contains("checksum");
    Files.write(second, good);
    assertThat(store.checkpoint(2).verify()).isEmpty();
    Path manifest = store.directory().resolve("checkpoints/00000002/manifest");
    Files.write(
        manifest, Files.readAllBytes(store.directory().resolve("checkpoints/00000001/manifest")));
    assertThat(store.checkpoint(2).verify())
        .singleElement()
        .asString()
        .contains("manifest of checkpoint 1");
  }

  @Test
  void launchRecordsComeBack() throws IOException {
    DistrictStore store = districts.format("d");
    assertThat(store.members()).isEmpty();
    store.writeLaunch("main", SampleStore.launch());
    store.writeLaunch("main", SampleStore.launch());
    store.writeLaunch("a.tmp", SampleStore.launch());
    assertThat(store.readLaunch("main")).isEqualTo(SampleStore.launch());
    assertThat(store.members()).containsExactly("a.tmp", "main");
    assertThat(kind(() -> store.readLaunch("nobody"))).isEqualTo(StoreException.Kind.NOT_FOUND);
  }

  @Test
  void configurationIsEditedByHand() throws IOException {
    DistrictStore store = districts.format("d");
    Path file = store.directory().resolve("config");
    Files.writeString(file, "# mine\n\n keep = 5 \nevery=30s\n");
    assertThat(store.config().keep("d")).isEqualTo(5);
    assertThat(store.config().get("every")).isEqualTo("30s");
    Files.writeString(file, "what\n");
    assertThat(kind(store::config)).isEqualTo(StoreException.Kind.CORRUPT);
  }

  private static StoreException.Kind kind(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    StoreException thrown = catchThrowableOfType(StoreException.class, call);
    assertThat(thrown).isNotNull();
    assertThat(thrown.getMessage())
        .contains(thrown.reason())
        .contains(thrown.place())
        .contains(thrown.remedy());
    return thrown.kind();
  }
}
