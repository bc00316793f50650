package dev.district.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.KernelSocket;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Raw socket addresses. */
class EndpointTest {
  private static final byte[] INET = HexFormat.of().parseHex("02001f907f0000010000000000000000");
  private static final byte[] MAPPED =
      HexFormat.of().parseHex("0a001f900000000000000000000000000000ffff7f00000100000000");

  @Test
  void mappedAddressIsTheSameAddress() {
    assertThat(Endpoint.of(MAPPED)).isEqualTo(Endpoint.of(INET)).hasToString("127.0.0.1:8080");
  }

  @Test
  void loopbackOfBothDomainsIsTheSame() {
    assertThat(Endpoint.of(Endpoint.loopback(KernelSocket.INET)))
        .isEqualTo(Endpoint.of(Endpoint.loopback(KernelSocket.INET6)))
        .hasToString("127.0.0.1:0");
  }

  @Test
  void anyAddressIsKnown() {
    byte[] any = INET.clone();
    any[4] = 0;
    any[7] = 0;
    assertThat(Endpoint.of(any).isAny()).isTrue();
    assertThat(Endpoint.of(INET).isAny()).isFalse();
  }

  @Test
  void pathIsAHost() {
    byte[] path = HexFormat.of().parseHex("01002f746d702f73");
    assertThat(Endpoint.of(path)).isEqualTo(new Endpoint("/tmp/s", 0)).hasToString("/tmp/s");
    assertThat(Endpoint.of(new byte[0])).isEqualTo(new Endpoint("", 0));
  }
}
