package dev.district.image.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.image.meta.WorkingSetsMeta;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A working set is taken down, changed in all ways there are, and brought back. */
class BringBackTest {
  @TempDir Path temporary;
  private Path set = Path.of("");
  private Path store = Path.of("");
  private int checkpoints;

  @BeforeEach
  void fill() throws IOException {
    set = Files.createDirectory(temporary.toRealPath().resolve("set"));
    store = Files.createDirectory(temporary.toRealPath().resolve("store"));
    write("a", "contents of a");
    write("b", "contents of b");
    Files.createDirectories(set.resolve("deep/er/est"));
    write("deep/er/c", "contents of c");
    write("deep/er/same as a", "contents of a");
    Files.createFile(set.resolve("empty"));
    Files.createSymbolicLink(set.resolve("link"), Path.of("deep/er/c"));
    Files.createSymbolicLink(set.resolve("dangling"), Path.of("/no/where"));
    mode("b", "r--------");
    mode("deep/er/est", "r-xr-x---");
    Files.setLastModifiedTime(set.resolve("a"), FileTime.fromMillis(987_654_321_012L));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(set.resolve(name), text);
  }

  private void mode(String name, String permissions) throws IOException {
    Files.setPosixFilePermissions(set.resolve(name), PosixFilePermissions.fromString(permissions));
  }

  /** Everything but the times of links, in words. */
  private static Map<String, String> state(Path root) throws IOException {
    Map<String, String> state = new TreeMap<>();
    if (!Files.exists(root)) {
      return state;
    }
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.toList()) {
        String text;
        if (Files.isSymbolicLink(path)) {
          text = "-> " + Files.readSymbolicLink(path);
        } else {
          text =
              PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                  + " "
                  + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                  + (Files.isDirectory(path) ? "" : " " + Files.readString(path));
        }
        state.put(root.relativize(path).toString(), text);
      }
    }
    return state;
  }

  /** A checkpoint of the set alone. */
  private record Taken(WorkingSetsMeta meta, Path contents) {
    void bringBack(Path store, Runnable midway) throws IOException {
      BringBack.plan(meta, contents, store).run(midway);
    }
  }

  private Taken take(FileCapturer capturer, @Nullable Taken before) throws IOException {
    Path contents = store.resolve("files-" + checkpoints++);
    List<String> complaints = new ArrayList<>();
    Known known = before == null ? null : new Known(before.meta, before.contents);
    WorkingSetsMeta meta =
        capturer
            .take(
                known,
                contents,
                List.of(ProcessHandle.current().pid()),
                (place, cause, remedy) -> complaints.add(cause + " " + place))
            .seal();
    assertThat(complaints).isEmpty();
    return new Taken(meta, contents);
  }

  private FileCapturer capturer(String... journals) {
    return new FileCapturer(List.of(set), new Journals(List.of(journals)));
  }

  private void change() throws IOException {
    write("a", "CONTENTS OF A");
    Files.delete(set.resolve("b"));
    Files.createDirectory(set.resolve("b"));
    write("b/inside", "new");
    Files.delete(set.resolve("deep/er/c"));
    Files.move(set.resolve("deep/er/est"), set.resolve("elsewhere"));
    mode("deep", "r-x------");
    Files.delete(set.resolve("link"));
    write("link", "a file now");
    Files.delete(set.resolve("dangling"));
    Files.createSymbolicLink(set.resolve("dangling"), temporary.resolve("outside"));
    Files.createDirectory(set.resolve("new"));
    Files.createSymbolicLink(set.resolve("new/out"), temporary.resolve("outside"));
    mode("new", "---------");
  }

  @Test
  void everythingIsBroughtBackAndNothingOutsideIsTouched() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "kept");
    Map<String, String> before = state(set);
    Taken taken = take(capturer(), null);
    change();
    taken.bringBack(store, () -> {});
    assertThat(state(set)).isEqualTo(before);
    assertThat(outside.resolve("kept")).hasContent("kept");
    taken.bringBack(store, () -> {});
    assertThat(state(set)).isEqualTo(before);
  }

  @Test
  void whatWasBrokenOffIsFinishedByTheNext() throws IOException {
    Map<String, String> before = state(set);
    Taken taken = take(capturer(), null);
    change();
    Map<String, String> first = state(set.resolve("deep"));
    assertThatThrownBy(
            () ->
                taken.bringBack(
                    store,
                    () -> {
                      throw new IllegalStateException("broken off");
                    }))
        .hasMessage("broken off");
    assertThat(first).isNotEmpty();
    assertThat(state(set)).isNotEqualTo(before);
    Files.writeString(set.resolve(".district-restore-left"), "half a file");
    taken.bringBack(store, () -> {});
    assertThat(state(set)).isEqualTo(before);
  }

  @Test
  void aSetThatWasNotThereGoesAndOneThatIsGoneComesBack() throws IOException {
    Map<String, String> before = state(set);
    Taken full = take(capturer(), null);
    deleteAll();
    Taken absent = take(capturer(), full);
    full.bringBack(store, () -> {});
    assertThat(state(set)).isEqualTo(before);
    absent.bringBack(store, () -> {});
    assertThat(set).doesNotExist();
  }

  private void deleteAll() throws IOException {
    try (Stream<Path> walk = Files.walk(set)) {
      for (Path path : walk.sorted((x, y) -> y.compareTo(x)).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void journalsStayAsTheyAre() throws IOException {
    write("deep/log", "one");
    Taken taken = take(capturer("deep/log", "late/**"), null);
    write("deep/log", "one, two");
    Files.createDirectory(set.resolve("late"));
    write("late/journal", "three");
    write("late.txt", "goes");
    taken.bringBack(store, () -> {});
    assertThat(set.resolve("deep/log")).hasContent("one, two");
    assertThat(set.resolve("late/journal")).hasContent("three");
    assertThat(set.resolve("late.txt")).doesNotExist();
  }

  @Test
  void damagedContentsAreFoundBeforeAnythingChanges() throws IOException {
    Taken taken = take(capturer(), null);
    change();
    mode("new", "rwx------");
    Map<String, String> changed = state(set);
    for (Path file : entries(taken.contents)) {
      byte[] sound = Files.readAllBytes(file);
      Files.write(file, "damaged".getBytes());
      assertThatThrownBy(() -> BringBack.verifyAll(taken.meta, taken.contents))
          .hasMessageContaining("damaged");
      Files.write(file, sound);
    }
    Files.writeString(taken.contents.resolve(contentOf(taken, "a")), "damaged");
    assertThatThrownBy(() -> taken.bringBack(store, () -> {})).hasMessageContaining("damaged");
    assertThat(state(set)).isEqualTo(changed);
    Files.delete(taken.contents.resolve(contentOf(taken, "a")));
    assertThatThrownBy(() -> taken.bringBack(store, () -> {})).hasMessageContaining("missing");
    assertThat(state(set)).isEqualTo(changed);
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.toList();
    }
  }

  private static String contentOf(Taken taken, String name) {
    return taken.meta.sets[0].contents[List.of(taken.meta.sets[0].names).indexOf(name)];
  }

  private static long inode(Path file) throws IOException {
    return ((Number) Files.getAttribute(file, "unix:ino")).longValue();
  }

  @Test
  void contentsThatAreThereAreLinkedAndNotCopied() throws Exception {
    Taken first = take(capturer(), null);
    write("a", "something else");
    Taken second = take(capturer(), first);
    String same = contentOf(first, "b");
    assertThat(contentOf(second, "b")).isEqualTo(same);
    assertThat(inode(second.contents.resolve(same))).isEqualTo(inode(first.contents.resolve(same)));
    assertThat(contentOf(second, "a")).isNotEqualTo(contentOf(first, "a"));
    Thread.sleep(2_500);
    Taken settled = take(capturer(), second);
    assertThat(settled.meta.sets[0].settled[1]).isTrue();
    Taken last = take(capturer(), settled);
    assertThat(entries(last.contents)).noneMatch(file -> file.toString().contains(".new-"));
    assertThat(last.meta.sets[0].contents).isEqualTo(settled.meta.sets[0].contents);
  }

  @Test
  void aMappedFileIsNeverTakenForUnchanged() throws Exception {
    Path file = set.resolve("mapped");
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096);
      bytes.put(0, (byte) 1);
      Thread.sleep(2_500);
      Taken first = take(capturer(), null);
      bytes.put(0, (byte) 2);
      Taken second = take(capturer(), first);
      assertThat(contentOf(second, "mapped")).isNotEqualTo(contentOf(first, "mapped"));
      assertThat(second.meta.sets[0].settled[List.of(second.meta.sets[0].names).indexOf("mapped")])
          .isFalse();
    }
  }

  @Test
  void whatCantBeTakenDownIsNamed() throws IOException {
    Files.createLink(set.resolve("other name"), set.resolve("a"));
    List<String> complaints = new ArrayList<>();
    capturer()
        .take(
            null,
            null,
            List.of(ProcessHandle.current().pid()),
            (place, cause, remedy) -> complaints.add(cause + ": " + place.getFileName()));
    assertThat(complaints)
        .containsExactlyInAnyOrder(
            "a file with several names in a working set: a",
            "a file with several names in a working set: other name");
  }

  @Test
  void tablesThatLeadOutAreRefused() throws IOException {
    Taken taken = take(capturer(), null);
    String[] names = taken.meta.sets[0].names;
    for (String bad : new String[] {"../x", "/x", "a/../../x", "nowhere/x", "link/x", "", "a"}) {
      String good = names[names.length - 1];
      names[names.length - 1] = bad;
      assertThatThrownBy(() -> BringBack.plan(taken.meta, taken.contents, store))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
      names[names.length - 1] = good;
    }
    taken.meta.sets[0].path = store.toString();
    assertThatThrownBy(() -> BringBack.plan(taken.meta, taken.contents, store))
        .hasMessageContaining("in one another");
  }

  @Test
  void randomChangesAreUndone() throws IOException {
    Random random = new Random(4711);
    Taken taken = take(capturer(), null);
    Map<String, String> before = state(set);
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 8; i++) {
        changeAtRandom(random);
      }
      taken.bringBack(store, () -> {});
      assertThat(state(set)).as("round " + round).isEqualTo(before);
    }
  }

  private void changeAtRandom(Random random) throws IOException {
    List<Path> all = entriesBelow();
    Path one = all.get(random.nextInt(all.size()));
    Path other = set.resolve("n" + random.nextInt(20));
    boolean free = !Files.exists(other, LinkOption.NOFOLLOW_LINKS);
    switch (random.nextInt(5)) {
      case 0 -> {
        if (free) {
          Files.move(one, other);
        }
      }
      case 1 -> {
        if (!Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(one);
        }
      }
      case 2 -> {
        if (Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)) {
          Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rw-------"));
          Files.writeString(one, "r" + random.nextInt());
        }
      }
      case 3 -> {
        if (free) {
          Files.createDirectory(other);
        }
      }
      default -> {
        if (free) {
          Files.createSymbolicLink(other, one);
        }
      }
    }
  }

  private List<Path> entriesBelow() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(set)) {
      walk.filter(path -> !path.equals(set)).forEach(all::add);
    }
    if (all.isEmpty()) {
      all.add(Files.createFile(set.resolve("only")));
    }
    return all;
  }
}
