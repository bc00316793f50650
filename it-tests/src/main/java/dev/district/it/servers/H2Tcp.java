package dev.district.it.servers;

import java.sql.SQLException;
import org.h2.tools.Server;

/** H2's TCP server, with its databases in the directory {@code owned}. */
public final class H2Tcp {
  private H2Tcp() {}

  public static void main(String[] args) throws SQLException {
    Server.createTcpServer("-tcpPort", args[0], "-ifNotExists", "-baseDir", "./owned").start();
    System.out.println("ready");
  }
}
