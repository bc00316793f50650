package dev.district.image.fst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.image.meta.Carriers;
import dev.district.image.meta.ClassBytesMeta;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.HeapSummary;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nustaq.serialization.util.FSTInputStream;

class MetadataCodecTest {
  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        127,
        128,
        -125,
        -126,
        -127,
        -128,
        -129,
        254,
        255,
        256,
        32767,
        32768,
        -32768,
        -32769,
        65535,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void numbersOfAllSizes(long number) throws Exception {
    ThreadMeta thread = new ThreadMeta();
    thread.id = number;
    thread.objectId = (int) number;
    FrameMeta frame = new FrameMeta();
    frame.locals = new long[] {number};
    frame.monitors = new int[] {(int) number};
    frame.localKinds = new byte[] {(byte) number};
    thread.frames = new FrameMeta[] {frame};
    assertThat(roundTrip(thread)).usingRecursiveComparison().isEqualTo(thread);
  }

  @Test
  void stringsOfAllKinds() throws Exception {
    HeapSummary summary = new HeapSummary();
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= 0xFFFF; c += c < 600 ? 1 : 97) {
      all.append((char) c);
    }
    summary.classNames =
        new String[] {"", null, all.toString(), "x".repeat(200_000), "\uD83D\uDE00", "\uDC00"};
    assertThat(roundTrip(summary)).usingRecursiveComparison().isEqualTo(summary);
  }

  @Test
  void largeSectionComesBack() throws Exception {
    ClassBytesMeta classes = new ClassBytesMeta();
    classes.classFiles = new byte[3000][];
    classes.typeIds = new int[3000];
    for (int i = 0; i < 3000; i++) {
      classes.classFiles[i] = new byte[i];
      Arrays.fill(classes.classFiles[i], (byte) i);
      classes.typeIds[i] = i * 1000;
    }
    ClassBytesMeta back = (ClassBytesMeta) roundTrip(classes);
    assertThat(back.typeIds).isEqualTo(classes.typeIds);
    assertThat(Arrays.deepEquals(back.classFiles, classes.classFiles)).isTrue();
  }

  @Test
  void deepStacksComeBack() throws Exception {
    ThreadsMeta threads = new ThreadsMeta();
    ThreadMeta thread = new ThreadMeta();
    thread.frames = new FrameMeta[20_000];
    for (int i = 0; i < thread.frames.length; i++) {
      thread.frames[i] = new FrameMeta();
      thread.frames[i].bci = i;
    }
    threads.threads = new ThreadMeta[] {thread};
    ThreadsMeta back = (ThreadsMeta) roundTrip(threads);
    assertThat(back.threads[0].frames).hasSize(20_000);
    assertThat(back.threads[0].frames[19_999].bci).isEqualTo(19_999);
  }

  @Test
  void codecCanBePreparedAndLeavesNothingInTheThread() {
    FSTInputStream.cachedBuffer.set(new byte[1]);
    MetadataCodec.prepare();
    assertThat(FSTInputStream.cachedBuffer.get()).isNull();
  }

  @Test
  void onlyCarriersAreWritten() {
    assertThatThrownBy(() -> MetadataCodec.encode(new ArrayList<>()))
        .hasMessageContaining("java.util.ArrayList")
        .hasMessageContaining("Carriers");
  }

  /** The rules of package dev.district.image.meta, for whoever adds a carrier. */
  @Test
  void carriersKeepTheRules() throws Exception {
    Set<Class<?>> known = Set.of(Carriers.known());
    for (Class<?> type : known) {
      if (type.isArray()) {
        continue;
      }
      assertThat(Modifier.isFinal(type.getModifiers())).as("final %s", type).isTrue();
      assertThat(Modifier.isPublic(type.getModifiers())).as("public %s", type).isTrue();
      assertThat(type).isAssignableTo(Serializable.class).hasSuperclass(Object.class);
      assertThat(Externalizable.class.isAssignableFrom(type)).as("%s", type).isFalse();
      assertThat(type.isRecord() || type.isEnum() || type.isHidden()).as("%s", type).isFalse();
      assertThat(type.getConstructor()).isNotNull();
      for (Field field : type.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) != 0) {
          continue;
        }
        assertThat(field.getModifiers()).as("%s", field).isEqualTo(Modifier.PUBLIC);
        Class<?> fieldType = field.getType();
        assertThat(
                fieldType.isPrimitive() || fieldType == String.class || known.contains(fieldType))
            .as("type of %s", field)
            .isTrue();
      }
    }
  }

  private static Object roundTrip(Object carrier) throws Exception {
    ByteBuffer encoded = MetadataCodec.encode(carrier);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return MetadataCodec.decode(bytes);
  }
}
