package dev.district.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Everything that a process has written to one of its streams so far. */
final class Capture {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Thread reader;
  private int lines;
  private boolean ended;

  Capture(InputStream stream, String name) {
    reader = new Thread(() -> drain(stream), "capture-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void drain(InputStream stream) {
    byte[] buffer = new byte[8_192];
    try {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        append(buffer, n);
      }
    } catch (IOException e) {
      // A killed process may break its pipe: what has been read until then counts.
    } finally {
      end();
    }
  }

  private synchronized void append(byte[] buffer, int length) {
    bytes.write(buffer, 0, length);
    for (int i = 0; i < length; i++) {
      lines += buffer[i] == '\n' ? 1 : 0;
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized int lines() {
    return lines;
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Waits until so many lines are there; false when the stream has ended or time is up first. */
  synchronized boolean awaitLines(int wanted, long timeoutMs) throws InterruptedException {
    long deadline = System.nanoTime() + timeoutMs * 1_000_000;
    while (lines < wanted && !ended) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return lines >= wanted;
  }

  /** Waits until the stream has ended: the process and all that inherited it are gone. */
  boolean awaitEnd(long timeoutMs) throws InterruptedException {
    reader.join(timeoutMs);
    return !reader.isAlive();
  }
}
