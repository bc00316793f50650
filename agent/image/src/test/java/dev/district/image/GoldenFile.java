package dev.district.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file that pins a format. Run once with {@code -Ddistrict.golden.write=true} to make
 * it, and again only when the format is changed on purpose, with its version raised.
 */
public final class GoldenFile {
  private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

  private GoldenFile() {}

  /** Compares with the committed file and returns its path. */
  public static Path check(String name, byte[] actual) throws IOException {
    Path file = DIRECTORY.resolve(name).toAbsolutePath();
    if (Boolean.getBoolean("district.golden.write")) {
      Files.createDirectories(DIRECTORY);
      Files.write(file, actual);
    }
    assertThat(Files.readAllBytes(file))
        .as("format of %s changed: readers in the field will not understand it", name)
        .isEqualTo(actual);
    return file;
  }
}
