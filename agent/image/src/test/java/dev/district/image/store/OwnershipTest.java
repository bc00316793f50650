package dev.district.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.district.image.ImageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modes and owner: right from creation, checked at every opening. */
class OwnershipTest {
  private static final int SOMEBODY_ELSE = 12345;

  @TempDir Path directory;
  private Districts districts;
  private DistrictStore store;

  @BeforeEach
  void makeDistrict() throws IOException {
    districts = Districts.at(directory.resolve("home"));
    store = districts.format("d");
    store.writeLaunch("main", SampleStore.launch());
    try (Incarnation incarnation = store.begin()) {
      SampleStore.checkpoint(incarnation, "main");
      SampleStore.image(incarnation.nextCheckpoint(), "main");
    }
  }

  @Test
  void everythingIsPrivate() throws IOException {
    for (Path path : tree()) {
      String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
      assertThat(mode(path)).as("%s", path).isEqualTo(expected);
    }
    assertThat(tree()).hasSizeGreaterThan(11);
  }

  @Test
  void modesAreRightFromCreation() throws IOException {
    Path image = directory.resolve("image");
    try (ImageWriter writer = ImageWriter.create(image)) {
      assertThat(mode(image)).isEqualTo("rw-------");
    }
    new PosixFiles().createDirectory(directory.resolve("x"));
    assertThat(mode(directory.resolve("x"))).isEqualTo("rwx------");
    new PosixFiles().createFile(directory.resolve("y"), new byte[1]);
    assertThat(mode(directory.resolve("y"))).isEqualTo("rw-------");
  }

  @Test
  void tooOpenIsRefused() throws IOException {
    for (Path path : tree()) {
      for (String more : List.of("rwx---r--", "rwx-w----", "rwx--x---")) {
        String before = mode(path);
        boolean isHome = path.equals(districts.home());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(more));
        if (!isHome || more.contains("w----")) {
          StoreException refused = useAll();
          assertThat(refused).as("%s %s", path, more).isNotNull();
          assertThat(refused.kind()).isEqualTo(StoreException.Kind.UNSAFE);
          assertThat(refused.place()).isEqualTo(path.toString());
          assertThat(refused.remedy()).contains("chmod");
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(before));
      }
    }
    assertThat(useAll()).isNull();
  }

  @Test
  void foreignOwnerIsRefused() throws IOException {
    for (Path path : tree()) {
      Object uid = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      assumeTrue(uid.equals(0), "only root can give files away");
      Files.setAttribute(path, "unix:uid", SOMEBODY_ELSE);
      StoreException refused = useAll();
      assertThat(refused).as("%s", path).isNotNull();
      assertThat(refused.kind()).isEqualTo(StoreException.Kind.UNSAFE);
      assertThat(refused.reason()).contains("user 12345").contains("you, user 0");
      Files.setAttribute(path, "unix:uid", uid);
    }
    assertThat(useAll()).isNull();
  }

  @Test
  void symbolicLinkIsRefused() throws IOException {
    for (Path path : tree()) {
      Path moved = directory.resolve("moved");
      Files.move(path, moved);
      Files.createSymbolicLink(path, moved);
      StoreException refused = useAll();
      assertThat(refused).as("%s", path).isNotNull();
      assertThat(refused.kind()).isEqualTo(StoreException.Kind.UNSAFE);
      assertThat(refused.reason()).contains("symbolic link");
      Files.delete(path);
      Files.move(moved, path);
    }
  }

  /** Everything that is not a draft, nor the number's place among its like. */
  private List<Path> tree() throws IOException {
    try (Stream<Path> all = Files.walk(districts.home())) {
      return all.filter(path -> !path.toString().contains(Incarnation.DRAFT)).toList();
    }
  }

  private StoreException useAll() {
    return catchThrowableOfType(
        StoreException.class,
        () -> {
          DistrictStore opened = districts.open("d");
          opened.readLaunch("main");
          Checkpoint latest = opened.latest();
          if (latest != null) {
            latest.open("main").close();
          }
        });
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }
}
