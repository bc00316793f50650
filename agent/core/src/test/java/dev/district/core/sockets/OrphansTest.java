package dev.district.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.core.wire.Dialling;
import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import dev.district.jdk.KernelSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ends that nobody has and that still send. */
@EnabledOnOs(OS.LINUX)
class OrphansTest {
  private static final byte[] MUCH = new byte[8 << 20];

  private static void isFound(int domain) {
    KernelSocket[] pair = Dialling.anywhere(domain);
    Tuple end = new Tuple(Endpoint.of(pair[1].localName()), Endpoint.of(pair[0].localName()));
    try {
      assertThat(pair[0].send(MUCH, 0)).isPositive();
      assertThat(Orphans.look().hasOther(end)).isFalse();
      pair[0].close();
      assertThat(Orphans.look().hasOther(end)).isTrue();
    } finally {
      pair[1].linger(0);
      pair[1].close();
    }
  }

  @Test
  void aClosedEndThatSendsIsFound() {
    isFound(KernelSocket.INET);
    isFound(KernelSocket.INET6);
  }
}
