package dev.district.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, slow to take bytes, or that fail when forced. */
class ImageDiskFaultTest {
  @TempDir Path directory;

  @Test
  void fullDiskIsReportedAndNothingIsLeft() throws IOException {
    Path file = directory.resolve("image");
    long size = size();
    for (long space = 0; space < size; space += 37) {
      long limit = space;
      assertThatThrownBy(() -> write(file, limit, true)).hasMessageContaining("No space left");
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void failingForceIsReportedAndNothingIsLeft() {
    Path file = directory.resolve("image");
    assertThatThrownBy(() -> write(file, Long.MAX_VALUE, false)).hasMessageContaining("error");
    assertThat(file).doesNotExist();
  }

  @Test
  void shortWritesAreContinued() throws IOException {
    Path file = directory.resolve("image");
    write(file, Long.MAX_VALUE, true);
    ImageReader.open(file).close();
  }

  private long size() throws IOException {
    return SampleImage.write(directory.resolve("whole"), Codec.NONE).size();
  }

  private static void write(Path file, long space, boolean canForce) throws IOException {
    FileChannel real =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (ImageWriter writer =
        new ImageWriter(file, new FailingChannel(real, space, canForce), Codec.NONE)) {
      SampleImage.writeTo(writer);
      writer.finish();
    }
    assertThat(Files.exists(file)).isTrue();
  }
}
