package dev.district.it.harness;

import java.util.List;
import java.util.stream.Stream;

/** Real servers of {@code dev.district.it.servers}, each with the libraries it needs. */
public final class Servers {
  private static final List<String> OWNED = List.of("--working-set", "owned");

  private Servers() {}

  /** By simple class name. */
  public static Program named(String name) {
    return switch (name) {
      case "Jetty" -> server(name, List.of(), "jetty-", "jakarta.servlet", "slf4j-");
      case "EmbeddedTomcat" -> server(name, List.of(), "tomcat-");
      case "Netty" -> server(name, List.of(), "netty-");
      case "H2Tcp" -> server(name, OWNED, "h2-");
      case "ZooKeeperAlone" ->
          server(
              name, OWNED, "zookeeper", "audience", "slf4j-", "commons-io", "snappy", "metrics-");
      case "KafkaBroker" ->
          server(
              name,
              OWNED,
              "kafka",
              "scala",
              "slf4j-",
              "jackson",
              "metrics-core-2",
              "pcollections",
              "jopt",
              "argparse",
              "caffeine",
              "re2j",
              "HdrHistogram",
              "jose4j",
              "commons-",
              "lz4",
              "snappy",
              "zstd",
              "snakeyaml",
              "hash4j",
              "log4j");
      default -> server(name, List.of());
    };
  }

  private static Program server(String name, List<String> launch, String... libraries) {
    String path = ClassPaths.of(List.of(libraries));
    return new Program(
        "servers." + name,
        List.of("-Xmx512m", "-cp", path),
        "dev.district.it.servers." + name,
        List.of(),
        launch);
  }

  /** All of them in a long run, else one a day, on every JDK. */
  public static Stream<String> ofTheDay(List<String> all) {
    Rotation rotation = Settings.rotation();
    return all.stream()
        .filter(one -> Settings.only().map(one::contains).orElse(true))
        .filter(
            one ->
                Settings.isLong()
                    || Settings.only().isPresent()
                    || rotation.part() % all.size() == all.indexOf(one));
  }
}
