package dev.district.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to the bytes of an image, opening it says so. */
class ImageDamageTest {
  private static final int DIRECTORY_CRC = 36;
  private static final int HEADER_CRC = 60;

  @TempDir Path directory;
  private Path good;
  private Path bad;

  @BeforeEach
  void writeImage() throws IOException {
    good = directory.resolve("good");
    bad = directory.resolve("bad");
    SampleImage.write(good, Codec.NONE);
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void everyFlippedBitIsFound(Codec codec) throws IOException {
    Path image = directory.resolve("image-" + codec);
    SampleImage.write(image, codec);
    byte[] bytes = Files.readAllBytes(image);
    Random random = new Random(3);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) (1 << random.nextInt(8));
      assertThat(open(damaged).kind()).as("byte %d", i).isEqualTo(ImageException.Kind.CORRUPT);
    }
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(good);
    for (int length = 0; length < bytes.length; length++) {
      assertThat(open(Arrays.copyOf(bytes, length)).kind())
          .as("length %d", length)
          .isEqualTo(ImageException.Kind.CORRUPT);
    }
    assertThat(open(Arrays.copyOf(bytes, bytes.length + 8)).reason()).contains("header says");
  }

  @Test
  void unfinishedImageIsNamedSo() throws IOException {
    assertThat(open(new byte[4096]).reason()).contains("never finished");
  }

  @Test
  void swappedChunksAreFound() throws IOException {
    Path twin = directory.resolve("twin");
    try (ImageWriter writer = ImageWriter.create(twin)) {
      writer.bytes(
          Section.PAYLOAD,
          java.util.List.of(ByteBuffer.wrap(new byte[8]), ByteBuffer.wrap(new byte[8])));
      writer.finish();
    }
    byte[] bytes = Files.readAllBytes(twin);
    int chunk = ChunkHeader.BYTES + 8;
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, ImageHeader.BYTES, swapped, ImageHeader.BYTES + chunk, chunk);
    System.arraycopy(bytes, ImageHeader.BYTES + chunk, swapped, ImageHeader.BYTES, chunk);
    assertThat(open(swapped).place()).contains("PAYLOAD", "chunk 0", "offset 64");
  }

  @Test
  void newerFormatIsRefusedPolitely() throws IOException {
    ByteBuffer image = load();
    image.putInt(8, 2);
    ImageException refused = open(resealed(image));
    assertThat(refused.kind()).isEqualTo(ImageException.Kind.INCOMPATIBLE);
    assertThat(refused.getMessage()).contains("version 2").contains("newer");
  }

  @Test
  void otherByteOrderIsRefusedPolitely() throws IOException {
    ByteBuffer image = load();
    image.putInt(12, image.getInt(12) ^ 1);
    assertThat(open(resealed(image)).kind()).isEqualTo(ImageException.Kind.INCOMPATIBLE);
  }

  @Test
  void otherCarriersAreRefusedPolitely() throws IOException {
    ByteBuffer image = load();
    image.putInt(40, image.getInt(40) + 1);
    ImageException refused = open(resealed(image));
    assertThat(refused.kind()).isEqualTo(ImageException.Kind.INCOMPATIBLE);
    assertThat(refused.reason()).contains("metadata");
  }

  @Test
  void unknownSectionIsRefusedPolitely() throws IOException {
    ByteBuffer image = load();
    image.putShort((int) image.getLong(16), (short) 999);
    assertThat(open(resealed(image)).kind()).isEqualTo(ImageException.Kind.INCOMPATIBLE);
  }

  /**
   * Every field of header, directory and first chunk header, set to extremes, with checksums made
   * to fit.
   */
  @ParameterizedTest
  @ValueSource(longs = {-1, 0x7FFF_FFFF_FFFF_FFF8L, 0x7FFF_FFFFL, 0x8000_0000L, 1 << 30, 3})
  void hostileNumbersAreRefusedWithoutLargeAllocations(long value) throws IOException {
    byte[] bytes = Files.readAllBytes(good);
    int directoryOffset = (int) load().getLong(16);
    for (int at = 16; at < HEADER_CRC; at += 4) {
      if (at != DIRECTORY_CRC) {
        refused(bytes, at, value);
      }
    }
    for (int at = directoryOffset; at < bytes.length; at += 4) {
      refused(bytes, at, value);
    }
    for (int at = ImageHeader.BYTES; at < ImageHeader.BYTES + ChunkHeader.BYTES; at += 4) {
      refused(bytes, at, value);
    }
  }

  private void refused(byte[] bytes, int at, long value) throws IOException {
    ByteBuffer image = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    if (at % 8 == 0 && at < 32) {
      image.putLong(at, value);
    } else {
      image.putInt(at, (int) value);
    }
    if (Arrays.equals(image.array(), bytes)) {
      return;
    }
    assertThat(open(resealed(image)).getMessage()).as("offset %d", at).contains("bad");
  }

  /** An entry that claims a gigabyte of metadata for a few stored bytes. */
  @Test
  void impossibleExpansionIsRefusedBeforeAnythingIsAllocated() throws IOException {
    ByteBuffer image = load();
    int entry = (int) image.getLong(16);
    image.putInt(entry + 4, 1);
    image.putLong(entry + 24, ImageLayout.MAX_CHUNK_BYTES);
    assertThat(open(resealed(image)).reason()).contains("out of bounds");
  }

  @Test
  void symbolicLinkIsNotFollowed() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), good);
    assertThatThrownBy(() -> ImageReader.open(link)).isInstanceOf(IOException.class);
  }

  @Test
  void changeAfterOpeningIsFound() throws IOException {
    try (ImageReader reader = ImageReader.open(good)) {
      byte[] bytes = Files.readAllBytes(good);
      for (int i = ImageHeader.BYTES; i < bytes.length; i++) {
        bytes[i] ^= 1;
      }
      Files.write(good, bytes);
      SectionInput input = reader.bytes(Section.PAYLOAD);
      assertThatThrownBy(input::next).hasCauseInstanceOf(ImageException.class);
    }
  }

  private ByteBuffer load() throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(good)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes with the checksums of directory and header made right again. */
  private static byte[] resealed(ByteBuffer image) {
    long start = image.getLong(16);
    if (start >= 0 && start <= image.capacity()) {
      image.putInt(DIRECTORY_CRC, crc(image.array(), (int) start, image.capacity() - (int) start));
    }
    image.putInt(HEADER_CRC, crc(image.array(), 0, HEADER_CRC));
    return image.array();
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private ImageException open(byte[] bytes) throws IOException {
    Files.write(bad, bytes);
    ImageException thrown =
        catchThrowableOfType(ImageException.class, () -> ImageReader.open(bad).close());
    assertThat(thrown).isNotNull();
    assertThat(thrown.getMessage()).contains(thrown.place()).contains(thrown.remedy());
    return thrown;
  }
}
