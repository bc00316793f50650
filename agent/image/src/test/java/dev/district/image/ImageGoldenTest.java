package dev.district.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.image.meta.Carriers;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ThreadsMeta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The image format, byte for byte, carriers included. */
class ImageGoldenTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Codec.class)
  void formatIsPinned(Codec codec) throws IOException {
    Path file = directory.resolve("image");
    ImageDigest digest = SampleImage.write(file, codec);
    Path golden = GoldenFile.check("image-1-" + codec + ".bin", Files.readAllBytes(file));
    try (ImageReader reader = ImageReader.open(golden)) {
      assertThat(reader.digest()).isEqualTo(digest);
      assertThat(reader.metadata(Section.MANIFEST, Manifest.class).arguments)
          .isEqualTo("a \"b\" \u00e4\u20ac");
      assertThat(reader.metadata(Section.THREADS, ThreadsMeta.class))
          .usingRecursiveComparison()
          .isEqualTo(SampleImage.threads());
      assertThat(reader.bytes(Section.PAYLOAD).next()).isEqualTo(SampleImage.payload().get(0));
    }
  }

  /** Every carrier's number and fields: what FST's streams silently rely on. */
  @Test
  void carriersArePinned() throws IOException {
    GoldenFile.check("carriers-1.txt", Carriers.description().getBytes(StandardCharsets.UTF_8));
  }
}
