package dev.district.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Only what nobody needs is removed. */
@EnabledOnOs(OS.LINUX)
class StaleSocketTest {
  @TempDir Path directory;

  private ServerSocketChannel listen(Path path) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(path), 1);
  }

  @Test
  void whatNobodyListensAtIsRemoved() throws IOException {
    Path path = directory.resolve("socket");
    StaleSocket.remove(path);
    listen(path).close();
    assertThat(path).exists();
    StaleSocket.remove(path);
    assertThat(path).doesNotExist();
  }

  @Test
  void whatSomebodyListensAtStays() throws IOException {
    Path path = directory.resolve("socket");
    try (ServerSocketChannel server = listen(path)) {
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> StaleSocket.remove(path))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("another process listens at the socket " + path);
      }
      assertThat(server.isOpen()).isTrue();
    }
    assertThat(path).exists();
  }

  @Test
  void otherKindsOfFilesStay() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Path stale = directory.resolve("socket");
    listen(stale).close();
    Path link = Files.createSymbolicLink(directory.resolve("link"), stale);
    for (Path path : new Path[] {file, link, directory}) {
      assertThatThrownBy(() -> StaleSocket.remove(path))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(path + " is to be a socket again, but is another kind of file");
      assertThat(path).exists();
    }
  }
}
