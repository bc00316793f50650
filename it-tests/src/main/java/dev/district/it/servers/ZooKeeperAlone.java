package dev.district.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** One ZooKeeper server by its own main, with its data in the directory {@code owned}. */
public final class ZooKeeperAlone {
  private ZooKeeperAlone() {}

  public static void main(String[] args) throws IOException {
    Files.createDirectories(Path.of("owned"));
    Path configuration = Path.of("owned", "zoo.cfg");
    Files.write(
        configuration,
        List.of(
            "tickTime=1000", "dataDir=owned", "clientPort=" + args[0], "admin.enableServer=false"));
    System.out.println("ready");
    QuorumPeerMain.main(new String[] {configuration.toString()});
  }
}
