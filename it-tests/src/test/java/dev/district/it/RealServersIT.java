package dev.district.it;

import dev.district.it.harness.Jdk;
import dev.district.it.harness.Servers;
import dev.district.it.servers.ServerCase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that nobody here wrote, under load from clients outside: checkpoints at random instants,
 * after each of which they go on; then SIGKILL, restart, and the clients connect again. Every
 * answer has to fit the ones before it.
 */
class RealServersIT {
  private static final List<String> SERVERS =
      List.of(
          "Jetty",
          "EmbeddedTomcat",
          "JdkHttpServer",
          "Netty",
          "H2Tcp",
          "ZooKeeperAlone",
          "KafkaBroker");

  static Stream<Arguments> cases() {
    return Servers.ofTheDay(SERVERS)
        .flatMap(server -> Jdk.all().stream().map(jdk -> Arguments.of(server, jdk)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void clientsSeeBrokenConnectionsAtWorst(String server, Jdk jdk) throws Exception {
    ServerCase.play(server, jdk);
  }
}
