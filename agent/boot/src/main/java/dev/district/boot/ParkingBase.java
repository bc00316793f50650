package dev.district.boot;

import java.lang.invoke.MethodHandle;

/**
 * Where the agent puts the handle of {@code Unsafe.park} before anything parks through {@link
 * Parking}.
 */
public final class ParkingBase {
  private static volatile MethodHandle park;
  private static volatile MethodHandle parkVirtual;
  private static volatile MethodHandle parkVirtualNanos;

  private ParkingBase() {}

  static MethodHandle park() {
    return park;
  }

  static MethodHandle parkVirtual() {
    return parkVirtual;
  }

  static MethodHandle parkVirtualNanos() {
    return parkVirtualNanos;
  }

  /** The same for virtual threads: handles {@code ()void} and {@code (long)void}, or nulls. */
  public static void installVirtual(MethodHandle handle, MethodHandle timed) {
    parkVirtual = handle;
    parkVirtualNanos = timed;
  }

  /**
   * Installs a handle {@code (boolean, long)void}; effective only before the first use of {@link
   * Parking}.
   */
  public static void install(MethodHandle handle) {
    park = handle;
  }
}
