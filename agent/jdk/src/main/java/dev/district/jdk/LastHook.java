package dev.district.jdk;

import jdk.internal.access.SharedSecrets;

/**
 * Runs something at the very end of an orderly shutdown, after the application's own hooks, and
 * without being one of them: {@code java.lang.Shutdown} keeps ten slots, of which the JDK uses 0
 * (console), 1 (the application's hooks) and 2 (files to be deleted) in both 17 and 25, and runs
 * them in this order, for {@code System.exit}, the end of the last thread, and SIGTERM, but not for
 * {@code Runtime.halt} or a crash.
 */
public final class LastHook {
  private static final int SLOT = 9;

  private LastHook() {}

  /**
   * Registers it.
   *
   * @throws IllegalStateException during a shutdown
   */
  public static void register(Runnable hook) {
    SharedSecrets.getJavaLangAccess().registerShutdownHook(SLOT, false, hook);
  }
}
