package dev.district.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The option {@code crossing}. */
class CrossingsTest {
  private static final byte[] REMOTE = HexFormat.of().parseHex("02001f900a0000050000000000000000");

  private static SocketMeta client() {
    SocketMeta client = new SocketMeta();
    client.role = SocketMeta.CROSSING;
    client.domain = KernelSocket.INET;
    client.type = KernelSocket.STREAM;
    client.remote = REMOTE;
    client.options = new int[] {1, 2, 0};
    return client;
  }

  private static boolean redials(String option, SocketMeta socket) {
    return Crossings.parse(option).redials(socket);
  }

  @Test
  void breakIsForAll() {
    assertThat(redials("break", client())).isFalse();
    assertThat(redials("", client())).isFalse();
  }

  @Test
  void addressesAreMatched() {
    assertThat(redials("redial:10.0.0.5:8080", client())).isTrue();
    assertThat(redials("redial:*:8080", client())).isTrue();
    assertThat(redials("redial:10.0.0.5:*", client())).isTrue();
    assertThat(redials("redial:10.0.0.6:8080;redial:*:*", client())).isTrue();
    assertThat(redials("redial:10.0.0.6:8080", client())).isFalse();
    assertThat(redials("redial:10.0.0.5:8081", client())).isFalse();
  }

  @Test
  void onlyIdleConnectionsOfClientsAreMadeAnew() {
    SocketMeta reading = client();
    reading.unread = new byte[1];
    assertThat(redials("redial:*:*", reading)).isFalse();
    SocketMeta ended = client();
    ended.ended = true;
    assertThat(redials("redial:*:*", ended)).isFalse();
    SocketMeta accepted = client();
    accepted.options = new int[] {1, 2, 1};
    assertThat(redials("redial:*:*", accepted)).isFalse();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Crossings.parse("redail:*:*")).hasMessageContaining("redail");
    assertThatThrownBy(() -> Crossings.parse("redial:here")).hasMessageContaining("no port");
    assertThatThrownBy(() -> Crossings.parse("redial:*:x")).hasMessageContaining("no address");
  }
}
