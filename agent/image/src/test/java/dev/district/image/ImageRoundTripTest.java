package dev.district.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.image.meta.HeapSummary;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.meta.ThreadsMeta;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageRoundTripTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Codec.class)
  void everythingComesBack(Codec codec) throws IOException {
    Path file = directory.resolve("image");
    ImageDigest digest = SampleImage.write(file, codec);
    assertThat(digest.size()).isEqualTo(Files.size(file));
    try (ImageReader reader = ImageReader.open(file)) {
      assertThat(reader.digest()).isEqualTo(digest);
      same(reader.metadata(Section.MANIFEST, Manifest.class), SampleImage.manifest());
      same(reader.metadata(Section.THREADS, ThreadsMeta.class), SampleImage.threads());
      same(reader.metadata(Section.PROPERTIES, PropertiesMeta.class), SampleImage.properties());
      same(reader.metadata(Section.SUMMARY, HeapSummary.class), SampleImage.summary());
      assertThat(reader.has(Section.NATIVE)).isTrue();
      assertThat(reader.has(Section.STRINGS)).isFalse();
      SectionInput none = reader.bytes(Section.NATIVE);
      assertThat(none.length()).isZero();
      assertThat(none.next()).isNull();
      SectionInput payload = reader.bytes(Section.PAYLOAD);
      assertThat(payload.length()).isEqualTo(1334);
      for (ByteBuffer expected : SampleImage.payload()) {
        ByteBuffer chunk = payload.next();
        assertThat(chunk).isEqualTo(expected);
        assertThat(chunk.isDirect()).isTrue();
        assertThat(chunk.order()).isEqualTo(ByteOrder.nativeOrder());
      }
      assertThat(payload.next()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void buffersOfAllSizesComeBack(Codec codec) throws IOException {
    Random random = new Random(1994);
    byte[] all = new byte[23_000_000];
    random.nextBytes(all);
    java.util.Arrays.fill(all, 1_000_000, 14_000_000, (byte) 7);
    List<ByteBuffer> buffers = new java.util.ArrayList<>();
    for (int at = 0; at < all.length; ) {
      int size = Math.min(all.length - at, 1 << random.nextInt(24));
      buffers.add(
          random.nextBoolean()
              ? ByteBuffer.wrap(all, at, size)
              : ByteBuffer.allocateDirect(size).put(all, at, size).flip());
      at += size;
    }
    Path file = directory.resolve("image");
    try (ImageWriter writer = ImageWriter.create(file, codec)) {
      writer.bytes(Section.PAYLOAD, buffers);
      writer.bytes(Section.STRINGS, buffers);
      writer.finish();
    }
    try (ImageReader reader = ImageReader.open(file)) {
      for (Section section : List.of(Section.STRINGS, Section.PAYLOAD)) {
        SectionInput input = reader.bytes(section);
        assertThat(input.length()).isEqualTo(all.length);
        ByteBuffer back = ByteBuffer.allocate(all.length);
        for (ByteBuffer chunk = input.next(); chunk != null; chunk = input.next()) {
          back.put(chunk);
        }
        assertThat(back.array()).isEqualTo(all);
      }
    }
  }

  @Test
  void firstSectionIsReadAhead() throws IOException {
    Path file = directory.resolve("image");
    byte[] bytes = {1, 2, 3};
    try (ImageWriter writer = ImageWriter.create(file)) {
      writer.bytes(Section.CLASS_HASHES, List.of(ByteBuffer.wrap(bytes)));
      writer.bytes(Section.PAYLOAD, List.of(ByteBuffer.wrap(bytes)));
      writer.finish();
    }
    assertThat(FirstSection.read(file.toFile(), Section.CLASS_HASHES)).isEqualTo(bytes);
    assertThat(FirstSection.read(file.toFile(), Section.PAYLOAD)).isEmpty();
    Files.write(file, new byte[60]);
    assertThat(FirstSection.read(file.toFile(), Section.CLASS_HASHES)).isEmpty();
    Files.delete(file);
    assertThat(FirstSection.read(file.toFile(), Section.CLASS_HASHES)).isEmpty();
  }

  @Test
  void fileIsPrivateFromTheStart() throws IOException {
    Path file = directory.resolve("image");
    try (ImageWriter writer = ImageWriter.create(file)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThatThrownBy(() -> ImageWriter.create(file))
          .isInstanceOf(FileAlreadyExistsException.class);
      writer.finish();
    }
    assertThat(file).exists();
  }

  @Test
  void unfinishedImageIsRemoved() throws IOException {
    Path file = directory.resolve("image");
    try (ImageWriter writer = ImageWriter.create(file)) {
      writer.metadata(Section.MANIFEST, SampleImage.manifest());
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void sectionOfAnotherKindIsRefused() throws IOException {
    Path file = directory.resolve("image");
    SampleImage.write(file, Codec.NONE);
    try (ImageReader reader = ImageReader.open(file)) {
      for (Runnable wrong :
          List.<Runnable>of(
              () -> reader.metadata(Section.MANIFEST, HeapSummary.class),
              () -> reader.metadata(Section.PAYLOAD, HeapSummary.class),
              () -> reader.metadata(Section.STRINGS, HeapSummary.class),
              () -> reader.bytes(Section.MANIFEST),
              () -> reader.bytes(Section.STRINGS))) {
        assertThatThrownBy(wrong::run)
            .isInstanceOf(UncheckedIOException.class)
            .hasCauseInstanceOf(ImageException.class);
      }
    }
  }

  @Test
  void sectionCanBeWrittenOnce() throws IOException {
    try (ImageWriter writer = ImageWriter.create(directory.resolve("image"))) {
      writer.bytes(Section.PAYLOAD, List.of());
      assertThatThrownBy(() -> writer.bytes(Section.PAYLOAD, List.of()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static void same(Object actual, Object expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }
}
