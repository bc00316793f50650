package dev.district.core.crossings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.image.meta.CrossingMeta;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a side does after it has gone back. */
class StreamTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void whatIsWrittenAgainIsSwallowed() {
    Stream stream = new Stream(100, 0, new Steps());
    stream.expect(bytes("hello world"), false);
    assertThat(stream.swallow(bytes("hello"))).isEqualTo(5);
    assertThat(stream.writes()).isEqualTo(105);
    assertThat(stream.expects()).isEqualTo(6);
    assertThat(stream.swallow(bytes(" world and more"))).isEqualTo(6);
    assertThat(stream.expects()).isZero();
    assertThat(stream.writes()).isEqualTo(111);
    assertThat(stream.sent().all()).isEqualTo(bytes("hello world"));
  }

  @Test
  void theFirstDifferenceIsTold() {
    Stream stream = new Stream(100, 0, new Steps());
    stream.expect(bytes("hello"), false);
    assertThat(stream.swallow(bytes("help"))).isNegative();
    assertThat(stream.differs()).isEqualTo(103);
  }

  @Test
  void nothingMayFollowAnEndThatTheOtherSideHasSeen() {
    Stream stream = new Stream(0, 0, new Steps());
    stream.expect(bytes("ab"), true);
    assertThat(stream.swallow(bytes("ab"))).isEqualTo(2);
    assertThat(stream.expects()).isEqualTo(1);
    assertThat(stream.swallow(bytes("c"))).isNegative();
    assertThat(stream.differs()).isEqualTo(2);
  }

  @Test
  void anImageHasAllOfIt() {
    Stream stream = new Stream(7, 9, new Steps());
    stream.otherMayGoBack();
    stream.expect(bytes("xyz"), true);
    assertThat(stream.swallow(bytes("x"))).isEqualTo(1);
    CrossingMeta meta = new CrossingMeta();
    stream.describe(meta);
    Stream again = Stream.of(meta, new Steps());
    assertThat(again.writes()).isEqualTo(8);
    assertThat(again.reads()).isEqualTo(9);
    assertThat(again.sent().all()).isEqualTo(bytes("x"));
    assertThat(again.expects()).isEqualTo(3);
    assertThat(again.otherGoesBack()).isTrue();
  }

  @Test
  void whatCameInIsKnownFromWhereItIsKept() {
    Stream stream = new Stream(0, 50, new Steps());
    assertThat(stream.incoming(52, bytes("abcd"))).isEqualTo(bytes("cd"));
    assertThat(stream.incoming(49, bytes("abcd"))).isNull();
    assertThat(stream.incoming(55, bytes("abcd"))).isNull();
  }

  @Test
  void whatWasTakenOutIsKeptAgain() {
    Stream stream = new Stream(50, 0, new Steps());
    stream.keepAgain(bytes("abc"));
    assertThat(stream.sent().start()).isEqualTo(47);
    assertThat(stream.sent().copy(48, 50)).isEqualTo(bytes("bc"));
    stream.trim(49, 0);
    assertThat(stream.sent().all()).isEqualTo(bytes("c"));
  }
}
