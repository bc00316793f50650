package dev.district.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Kafka, broker and controller in one, by its own main, with its logs in {@code owned}. */
public final class KafkaBroker {
  private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qk";

  private KafkaBroker() {}

  /** Arguments: the port for clients and one more. */
  public static void main(String[] args) throws IOException {
    Path configuration = Path.of("owned", "server.properties");
    Files.createDirectories(Path.of("owned"));
    Files.write(
        configuration,
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@localhost:" + args[1],
            "listeners=PLAINTEXT://localhost:" + args[0] + ",CONTROLLER://localhost:" + args[1],
            "advertised.listeners=PLAINTEXT://localhost:" + args[0],
            "controller.listener.names=CONTROLLER",
            "log.dirs=owned/log",
            "num.partitions=1",
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=1",
            "log.cleaner.dedupe.buffer.size=4194304",
            "log.index.size.max.bytes=1048576"));
    int formatted =
        StorageTool.execute(
            new String[] {"format", "-t", CLUSTER, "-c", configuration.toString()}, System.err);
    if (formatted != 0) {
      throw new IOException("the log directory can't be formatted");
    }
    System.out.println("ready");
    Kafka.main(new String[] {configuration.toString()});
  }
}
