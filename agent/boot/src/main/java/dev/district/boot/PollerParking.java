package dev.district.boot;

import java.lang.invoke.MethodHandle;
import jdk.internal.vm.annotation.Hidden;

/**
 * Parks of virtual threads inside {@code sun.nio.ch.Poller}, where they are registered with the
 * poller of this JVM by the number of a descriptor: no frame that a restart could rebuild. A
 * checkpoint ends the park; the thread leaves the poller and stops behind it ({@link
 * NativeIo#waited}).
 */
public final class PollerParking {
  private static final MethodHandle PARK = ParkingBase.parkVirtual();
  private static final MethodHandle PARK_NANOS = ParkingBase.parkVirtualNanos();

  /** Those that run a poller; there are few, and they never end. */
  private static volatile Thread[] servers = {};

  private PollerParking() {}

  /** In place of {@code LockSupport.park()}. */
  @Hidden
  public static void park() throws Throwable {
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null || slot.inSafepoint) {
      PARK.invokeExact();
    } else if (begin(slot)) {
      PARK.invokeExact();
      end(slot);
    }
  }

  /** In place of {@code LockSupport.parkNanos(nanos)}. */
  @Hidden
  public static void park(long nanos) throws Throwable {
    if (nanos <= 0) {
      return;
    }
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null || slot.inSafepoint) {
      PARK_NANOS.invokeExact(nanos);
    } else if (begin(slot)) {
      PARK_NANOS.invokeExact(nanos);
      end(slot);
    }
  }

  /** Whether to park at all; the kind comes first, it decides how the thread is kicked. */
  @Hidden
  private static boolean begin(ThreadSlot slot) {
    if (Poll.armed) {
      return false;
    }
    slot.kind = ThreadSlot.PARK;
    slot.block();
    return true;
  }

  @Hidden
  private static void end(ThreadSlot slot) {
    slot.leave();
    slot.running();
  }

  /**
   * Head of the loops that pollers run, in virtual threads among others: those belong to the JVM
   * and are never stopped.
   */
  @Hidden
  public static void serve() {
    synchronized (PollerParking.class) {
      Thread[] more = new Thread[servers.length + 1];
      System.arraycopy(servers, 0, more, 0, servers.length);
      more[servers.length] = Thread.currentThread();
      servers = more;
    }
    ThreadSlot slot = ThreadSlot.current();
    if (slot != null) {
      slot.inSafepoint = true;
    }
  }

  /** Whether the thread runs a poller. */
  public static boolean isServer(Thread thread) {
    for (Thread server : servers) {
      if (server == thread) {
        return true;
      }
    }
    return false;
  }
}
