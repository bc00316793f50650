package dev.district.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.image.meta.Carriers;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ThreadsMeta;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
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
    StringBuilder text = new StringBuilder();
    Class<?>[] known = Carriers.known();
    for (int i = 0; i < known.length; i++) {
      text.append(i + 3).append(' ').append(known[i].getTypeName()).append('\n');
      Set<String> fields = new TreeSet<>();
      for (Field field : known[i].getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          fields.add("  " + field.getType().getTypeName() + " " + field.getName() + "\n");
        }
      }
      for (String field : fields) {
        text.append(field);
      }
    }
    GoldenFile.check("carriers-1.txt", text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
