package dev.district.boot;

import java.lang.invoke.MethodHandle;

/**
 * Where the agent puts the handle of {@code Unsafe.park} before anything parks through {@link
 * Parking}.
 */
public final class ParkingBase {
  private static volatile MethodHandle park;

  private ParkingBase() {}

  static MethodHandle park() {
    return park;
  }

  /**
   * Installs a handle {@code (boolean, long)void}; effective only before the first use of {@link
   * Parking}.
   */
  public static void install(MethodHandle handle) {
    park = handle;
  }
}
