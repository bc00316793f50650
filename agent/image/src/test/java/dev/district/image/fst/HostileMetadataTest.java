package dev.district.image.fst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.image.meta.Carriers;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.HeapSummary;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nustaq.serialization.FSTObjectOutput;

/**
 * Streams that no writer makes: nothing but carriers comes to life, and memory stays in proportion.
 */
class HostileMetadataTest {
  private static boolean trapSprung;

  /** A class that shows when it is initialised. */
  public static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;

    static {
      trapSprung = true;
    }
  }

  /** A class that shows when it is read. */
  public static final class ExternalTrap implements Externalizable {
    private static final long serialVersionUID = 1L;

    public ExternalTrap() {
      spring();
    }

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {
      spring();
    }

    private static void spring() {
      trapSprung = true;
    }
  }

  @Test
  void classesByNameAreRefusedBeforeTheyAreLoaded() {
    for (int nameTag : new int[] {0, 1}) {
      for (String name :
          List.of(
              Trap.class.getName(),
              ExternalTrap.class.getName(),
              "java.util.HashMap",
              "java.util.ArrayList",
              "java.net.URL",
              "javax.swing.JFrame",
              "[L" + Trap.class.getName() + ";")) {
        assertRejected(stream(FSTObjectOutput.OBJECT, nameTag, name));
        assertRejected(stream(FSTObjectOutput.ARRAY, nameTag, name));
        assertRejected(stream(FSTObjectOutput.ENUM, nameTag, name));
      }
    }
    assertThat(trapSprung).isFalse();
  }

  @Test
  void everyTagButFiveIsRefused() {
    for (int tag = -128; tag < 128; tag++) {
      byte[] stream = new byte[40];
      stream[0] = (byte) tag;
      assertRejected(stream);
    }
  }

  @Test
  void unknownClassNumbersAreRefused() {
    int known = Carriers.known().length;
    for (int number = 0; number < 400; number++) {
      if (number < 3 || number >= known + 3) {
        assertRejected(new byte[] {0, (byte) 255, (byte) number, (byte) (number >> 8), 0, 0, 0, 0});
      }
    }
  }

  @Test
  void wrongTypeInFieldIsRefused() throws Exception {
    HeapSummary summary = new HeapSummary();
    byte[] good = bytes(summary);
    int arrays = 0;
    for (int at = 0; at + 1 < good.length; at++) {
      if (good[at] == FSTObjectOutput.ARRAY) {
        arrays++;
        for (int number = 3; number < Carriers.known().length + 3; number++) {
          byte[] bad = good.clone();
          bad[at + 1] = (byte) number;
          if (number != good[at + 1]) {
            assertRejected(bad);
          }
        }
        byte[] text = good.clone();
        text[at] = FSTObjectOutput.STRING;
        assertRejected(text);
      }
    }
    assertThat(arrays).isEqualTo(3);
  }

  @Test
  void hostileLengthsAllocateLittle() throws Exception {
    HeapSummary summary = new HeapSummary();
    summary.classNames = new String[] {"abc"};
    byte[] good = bytes(summary);
    int[] lengths = {
      Integer.MAX_VALUE, Integer.MAX_VALUE / 3, 1 << 30, 1 << 28, -1, Integer.MIN_VALUE
    };
    for (int at = 1; at < good.length; at++) {
      for (int length : lengths) {
        byte[] bad = new byte[good.length + 4];
        System.arraycopy(good, 0, bad, 0, at);
        bad[at] = -127;
        ByteBuffer.wrap(bad).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(at + 1, length);
        System.arraycopy(good, at + 1, bad, at + 5, good.length - at - 1);
        long before = allocated();
        decodes(bad);
        assertThat(allocated() - before).isLessThan(1 << 20);
      }
    }
  }

  /** Random damage either is noticed or yields carriers; it never does anything else. */
  @Test
  void randomDamageYieldsCarriersOrNothing() throws Exception {
    Random random = new Random(17);
    byte[] good = bytes(threads());
    long before = allocated();
    int rejected = 0;
    int tries = 50_000;
    for (int i = 0; i < tries; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      if (!decodes(bad)) {
        rejected++;
      }
    }
    assertThat(rejected).isBetween(tries / 4, tries - 1);
    assertThat((allocated() - before) / tries).isLessThan(1 << 20);
  }

  /**
   * Whether the stream is accepted; if so it must have yielded a carrier that can be written again.
   */
  private static boolean decodes(byte[] stream) throws Exception {
    Object decoded;
    try {
      decoded = MetadataCodec.decode(stream);
    } catch (MetadataRejected expected) {
      return false;
    }
    assertThat(List.of(Carriers.known())).contains(decoded.getClass());
    bytes(decoded);
    return true;
  }

  private static ThreadsMeta threads() {
    FrameMeta frame = new FrameMeta();
    frame.className = "example.Main";
    frame.locals = new long[] {1, 2, 3};
    ThreadMeta thread = new ThreadMeta();
    thread.name = "main";
    thread.frames = new FrameMeta[] {frame, frame};
    ThreadsMeta threads = new ThreadsMeta();
    threads.threads = new ThreadMeta[] {thread, thread};
    return threads;
  }

  private static byte[] stream(int tag, int nameTag, String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    out.write(nameTag);
    out.write(name.length());
    out.writeBytes(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.writeBytes(new byte[20]);
    return out.toByteArray();
  }

  private static byte[] bytes(Object carrier) throws Exception {
    ByteBuffer encoded = MetadataCodec.encode(carrier);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  private static void assertRejected(byte[] stream) {
    assertThatThrownBy(() -> MetadataCodec.decode(stream)).isInstanceOf(MetadataRejected.class);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
