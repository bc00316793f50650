package dev.district.it.programs.crossings;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where the programs of several districts find each other: a directory with a port in a file. */
final class Place {
  private static final int PAUSE_MS = 20;
  private static final int BACKLOG = 50;

  private final Path directory;

  Place(String directory) {
    this.directory = Path.of(directory);
  }

  /** A socket that listens, and whose port others find by name. */
  ServerSocket listen(String name) throws IOException {
    ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    tell(name, listening.getLocalPort());
    return listening;
  }

  /** Lets others find a port. */
  void tell(String name, int port) throws IOException {
    Path draft = Files.writeString(directory.resolve(name + ".draft"), Integer.toString(port));
    Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The port of that name, once it is there. */
  int port(String name) throws IOException {
    Path file = directory.resolve(name);
    while (!Files.exists(file)) {
      Pace.sleep(PAUSE_MS);
    }
    return Integer.parseInt(Files.readString(file));
  }

  /** Whether somebody has said that it is enough. */
  boolean isToEnd() {
    return Files.exists(directory.resolve("end"));
  }

  Socket connect(String name) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port(name));
  }
}
