package dev.district.it.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Sets a node, whose version ZooKeeper counts. A server that has gone back refuses a session that
 * has seen more than it has; so each time a new one is made.
 */
final class ZooKeeperCaller implements Caller {
  private static final int SESSION_MS = 8_000;

  private final String servers;
  private final String node;
  private @Nullable ZooKeeper keeper;

  ZooKeeperCaller(String servers, int number) {
    this.servers = servers;
    this.node = "/node" + number;
  }

  @Override
  public void connect() throws Exception {
    close();
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper fresh =
        new ZooKeeper(
            servers,
            SESSION_MS,
            event -> {
              if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
              }
            });
    keeper = fresh;
    if (!connected.await(SESSION_MS, TimeUnit.MILLISECONDS)) {
      throw new IOException("no session");
    }
    if (fresh.exists(node, false) == null) {
      fresh.create(node, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }
    String sign = node + "-" + Long.toHexString(fresh.getSessionId());
    if (fresh.exists(sign, false) == null) {
      fresh.create(sign, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
    }
  }

  @Override
  public long add() throws Exception {
    if (keeper == null) {
      throw new IOException("no session");
    }
    byte[] data = Long.toString(keeper.getSessionId()).getBytes(StandardCharsets.US_ASCII);
    return keeper.setData(node, data, -1).getVersion();
  }

  /** The node of this session lives as long as the session. */
  @Override
  public void check() throws KeeperException, InterruptedException, IOException {
    if (keeper == null) {
      throw new IOException("no session");
    }
    Stat sign = keeper.exists(node + "-" + Long.toHexString(keeper.getSessionId()), false);
    if (sign == null || sign.getEphemeralOwner() != keeper.getSessionId()) {
      throw new AssertionError("the session's own node is gone: " + sign);
    }
  }

  @Override
  public void close() {
    try {
      if (keeper != null) {
        keeper.close(SESSION_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keeper = null;
  }
}
