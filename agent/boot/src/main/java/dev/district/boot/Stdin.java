package dev.district.boot;

import java.io.FileDescriptor;
import java.io.IOException;
import jdk.internal.vm.annotation.Hidden;

/**
 * Hook at the head of {@code FileInputStream.read*}: a thread that would block on standard input
 * waits here until there is something to read, in short slices, so that a checkpoint finds it
 * outside the system call.
 */
public final class Stdin {
  /** How long one slice of waiting lasts, in milliseconds. */
  private static final int SLICE_MS = 20;

  /** {@code poll(2)} on a descriptor; needs JDK internals. */
  public interface Poller {
    /** Whether reading would not block (data, end of file or an error), waiting so long at most. */
    boolean readable(FileDescriptor descriptor, int timeoutMillis) throws IOException;
  }

  private static volatile Poller poller;

  private Stdin() {}

  @Hidden
  public static void install(Poller newPoller) {
    poller = newPoller;
  }

  /**
   * Returns when a read of the descriptor will not block; at once when it is not standard input.
   */
  @Hidden
  public static void ready(FileDescriptor descriptor) throws IOException {
    Poller current = poller;
    if (descriptor != FileDescriptor.in || current == null) {
      return;
    }
    ThreadSlot slot = ThreadSlot.current();
    if (slot == null || slot.inSafepoint) {
      return;
    }
    do {
      if (Poll.armed) {
        slot.kind = ThreadSlot.READ;
        Safepoint.stopIfArmed(slot, null);
        slot.running();
      }
    } while (!current.readable(descriptor, SLICE_MS));
  }
}
