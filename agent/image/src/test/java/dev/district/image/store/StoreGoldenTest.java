package dev.district.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.district.image.GoldenFile;
import dev.district.image.ImageDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The store's records, byte for byte, and what becomes of damaged ones. */
class StoreGoldenTest {
  private static final CheckpointManifest MANIFEST =
      new CheckpointManifest(
          7,
          3,
          1_700_000_000_000L,
          1_234_567,
          "every 5s",
          List.of(
              new ImageEntry("main", new ImageDigest(81920, "crc32c:0123456789abcdef")),
              new ImageEntry("other", new ImageDigest(4096, "crc32c:fedcba9876543210"))));

  @Test
  void manifestIsPinned() throws IOException {
    byte[] golden = Files.readAllBytes(GoldenFile.check("manifest-1.txt", MANIFEST.encode()));
    assertThat(CheckpointManifest.decode(golden, "golden")).isEqualTo(MANIFEST);
  }

  @Test
  void launchRecordIsPinned() throws IOException {
    byte[] golden =
        Files.readAllBytes(GoldenFile.check("launch-1.txt", SampleStore.launch().encode()));
    assertThat(LaunchRecord.decode(golden, "golden")).isEqualTo(SampleStore.launch());
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] good = MANIFEST.encode();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(refused(bad).kind()).as("bit %d", bit).isEqualTo(StoreException.Kind.CORRUPT);
    }
  }

  @Test
  void everyTruncationIsFound() {
    byte[] good = MANIFEST.encode();
    for (int length = 0; length < good.length; length++) {
      byte[] bad = java.util.Arrays.copyOf(good, length);
      assertThat(refused(bad).kind()).as("%d", length).isEqualTo(StoreException.Kind.CORRUPT);
    }
  }

  @Test
  void newerVersionIsRefusedPolitely() {
    byte[] body = "district-checkpoint 2\nall=new\n".getBytes(StandardCharsets.UTF_8);
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update(body);
    String sealed =
        new String(body, StandardCharsets.UTF_8) + String.format("checksum=%08x%n", crc.getValue());
    StoreException refused = refused(sealed.getBytes(StandardCharsets.UTF_8));
    assertThat(refused.kind()).isEqualTo(StoreException.Kind.INCOMPATIBLE);
    assertThat(refused).hasMessageContaining("newer");
  }

  @Test
  void valuesOfAllKindsComeBack() throws IOException {
    Random random = new Random(8);
    for (int i = 0; i < 2000; i++) {
      StringBuilder value = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        value.append("\\\n\rnr=ab\u00e4 #".charAt(random.nextInt(11)));
      }
      RecordText record = new RecordText("t").put("k", value.toString());
      assertThat(RecordText.decode("t", record.encode(), "place").get("k"))
          .isEqualTo(value.toString());
    }
  }

  private static StoreException refused(byte[] bytes) {
    StoreException thrown =
        catchThrowableOfType(
            StoreException.class, () -> CheckpointManifest.decode(bytes, "a place"));
    assertThat(thrown).isNotNull();
    assertThat(thrown.place()).contains("place");
    return thrown;
  }
}
