package dev.district.core.values;

import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;

/**
 * Channels that are heap objects over a file descriptor or over another channel. All others that
 * the JDK has are in {@code sun.nio.ch}.
 */
final class Channels {
  private static final String OTHERS = "sun.nio.ch.";

  private Channels() {}

  static boolean isOfFile(Object channel) {
    return channel instanceof FileChannel
        || channel instanceof AsynchronousFileChannel
        || !channel.getClass().getName().startsWith(OTHERS);
  }
}
