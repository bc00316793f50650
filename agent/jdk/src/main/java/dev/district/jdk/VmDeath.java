package dev.district.jdk;

import java.util.concurrent.TimeUnit;

/**
 * The end of the VM, which threads of the agent outlive for some milliseconds. There is nothing
 * left to be done then but to wait: the process is about to be gone, and whoever asked for
 * something learns that from it.
 */
final class VmDeath {
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private VmDeath() {}

  /** Doesn't return in a VM that ends; in any other what was taken for the end is a failure. */
  static IllegalStateException await(String sign) {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new IllegalStateException(sign);
  }
}
