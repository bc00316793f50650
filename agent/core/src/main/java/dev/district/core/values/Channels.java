package dev.district.core.values;

import java.nio.channels.FileChannel;

/** Channels: those of the JDK that read and write a file are heap objects over a descriptor. */
final class Channels {
  private Channels() {}

  static boolean isOfFile(Object channel) {
    return channel instanceof FileChannel;
  }
}
