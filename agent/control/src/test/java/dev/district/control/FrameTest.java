package dev.district.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  @Test
  void layoutIsPinned() throws Exception {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("stop", "true");
    values.put("dry", "ü");
    Frame frame = new Frame(Frame.REQUEST, 0, 7, "checkpoint", values);

    assertThat(HexFormat.of().formatHex(frame.encode().array()))
        .isEqualTo(
            "4443544c0101000000000000000000070000002d"
                + "410311fb"
                + "0000000a636865636b706f696e74"
                + "0002"
                + "0000000473746f70"
                + "0000000474727565"
                + "00000003647279"
                + "00000002c3bc");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsWrittenIsRead(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Frame frame = random(random);
      assertThat(Frame.decode(frame.encode())).isEqualTo(frame);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void noDamagedFrameIsRead(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = random(random).encode().array();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> Frame.decode(ByteBuffer.wrap(bytes)))
          .isInstanceOf(ControlProtocolException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void hostileBodiesWithARightChecksumAreReadOrRefused(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = random(random).encode().array();
      for (int hits = random.nextInt(6); hits >= 0; hits--) {
        int at = Frame.HEADER_BYTES + random.nextInt(bytes.length - Frame.HEADER_BYTES);
        bytes[at] = (byte) random.nextInt(256);
      }
      sign(bytes);
      try {
        Frame.decode(ByteBuffer.wrap(bytes));
      } catch (ControlProtocolException refused) {
        assertThat(refused).hasMessageContaining("control message");
      }
    }
  }

  @Test
  void lengthsAreCheckedBeforeAnythingIsAllocated() {
    ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_BYTES);
    header.putInt(0x4443544C).put((byte) 1);
    for (int length : new int[] {-1, 0, 5, Frame.BODY_LIMIT_BYTES + 1, Integer.MAX_VALUE}) {
      header.putInt(16, length);
      assertThatThrownBy(() -> Frame.bodyLength(header)).hasMessageContaining("" + length);
    }
  }

  @Test
  void anotherVersionIsNamed() throws Exception {
    ByteBuffer bytes = new Frame(Frame.REPLY, 0, 1, "", Map.of()).encode().put(4, (byte) 2);
    assertThatThrownBy(() -> Frame.decode(bytes)).hasMessageContaining("version 2");
  }

  @Test
  void overLongMessagesAreRefusedByTheWriter() {
    Frame frame = new Frame(Frame.REPLY, 0, 1, "x".repeat(Frame.BODY_LIMIT_BYTES), Map.of());
    assertThatThrownBy(frame::encode).hasMessageContaining("over the limit");
  }

  private static void sign(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, 20);
    crc.update(bytes, Frame.HEADER_BYTES, bytes.length - Frame.HEADER_BYTES);
    ByteBuffer.wrap(bytes).putInt(20, (int) crc.getValue());
  }

  private static Frame random(Random random) {
    Map<String, String> values = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      values.put(text(random), text(random));
    }
    int kind = random.nextBoolean() ? Frame.REQUEST : Frame.REPLY;
    return new Frame(kind, random.nextInt(128), random.nextLong(), text(random), values);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x1F600 + i);
    }
    return text.toString();
  }
}
