package dev.district.launcher.district;

import dev.district.image.store.DistrictStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shows what members write to their logs: {@code [member] line}. The logs, not pipes, are what the
 * members write to, so that they don't notice when the launcher dies.
 */
public final class LogFollower implements AutoCloseable {
  private static final int POLL_MS = 40;
  private static final int BUFFER_BYTES = 64 << 10;

  private final List<Tail> tails = new ArrayList<>();
  private final Thread thread;
  private volatile boolean over;

  /** Begins at the present ends of the logs. */
  public LogFollower(DistrictStore district, List<String> members, PrintWriter out, PrintWriter err)
      throws IOException {
    for (String member : members) {
      tails.add(new Tail(district.log(member, "out"), "[" + member + "] ", out));
      tails.add(new Tail(district.log(member, "err"), "[" + member + "] ", err));
    }
    thread = new Thread(this::follow, "log-follower");
    thread.setDaemon(true);
  }

  /** Begins to show; lines from before, since this was made, come first. */
  public LogFollower start() {
    thread.start();
    return this;
  }

  boolean isStarted() {
    return thread.getState() != Thread.State.NEW;
  }

  private void follow() {
    boolean last;
    do {
      last = over;
      tails.forEach(Tail::show);
      if (!last) {
        pause();
      }
    } while (!last);
    tails.forEach(Tail::end);
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows the rest. */
  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One file. */
  private static final class Tail {
    private final Path file;
    private final String label;
    private final PrintWriter shown;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long position;

    Tail(Path file, String label, PrintWriter shown) throws IOException {
      this.file = file;
      this.label = label;
      this.shown = shown;
      position = Files.size(file);
    }

    void show() {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        for (int n = channel.read(buffer, position); n > 0; n = channel.read(buffer, position)) {
          position += n;
          lines();
        }
      } catch (IOException e) {
        return;
      }
      shown.flush();
    }

    private void lines() {
      byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
      int begin = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          line(bytes, begin, i);
          begin = i + 1;
        }
      }
      if (begin == 0 && !buffer.hasRemaining()) {
        line(bytes, 0, bytes.length);
        begin = bytes.length;
      }
      buffer.clear();
      buffer.put(bytes, begin, bytes.length - begin);
    }

    private void line(byte[] bytes, int begin, int end) {
      shown.println(label + new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
    }

    void end() {
      if (buffer.position() > 0) {
        line(buffer.array(), 0, buffer.position());
      }
      shown.flush();
    }
  }
}
