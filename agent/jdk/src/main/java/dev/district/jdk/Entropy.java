package dev.district.jdk;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Numbers that no other restart of the same image draws: seeded by the operating system, because
 * two restarts may well begin at the same time.
 */
public final class Entropy {
  private static final SplittableRandom RANDOM = new SplittableRandom(seed());

  private Entropy() {}

  public static synchronized long next() {
    return RANDOM.nextLong();
  }

  private static long seed() {
    long seed = System.currentTimeMillis() * 31 + System.nanoTime();
    try (InputStream in = new FileInputStream("/dev/urandom")) {
      return seed ^ ByteBuffer.wrap(in.readNBytes(Long.BYTES)).getLong();
    } catch (IOException e) {
      return seed ^ ProcessHandle.current().pid() << 32;
    }
  }
}
