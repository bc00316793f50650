package dev.district.core;

import dev.district.boot.NativeIo;
import dev.district.boot.ParkingBase;
import dev.district.boot.Safepoint;
import dev.district.boot.Stdin;
import dev.district.boot.ThreadSlot;
import dev.district.core.diag.Diagnostics;
import dev.district.core.threads.World;
import dev.district.jdk.NativeThreads;
import dev.district.jdk.PlatformThreads;
import dev.district.jdk.VirtualThreads;
import java.io.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives the boot classes what they need from the agent; must precede all weaving. */
final class Hooks {
  private Hooks() {}

  static void install(World world) {
    ThreadSlot.install(new KickingWaker());
    ParkingBase.install(PlatformThreads.parkHandle());
    ParkingBase.installVirtual(VirtualThreads.parkHandle(), VirtualThreads.parkNanosHandle());
    Stdin.install(new LazyPoller());
    NativeIo.install(new SignalledThreads());
    Safepoint.install(world);
  }

  /** A park ends by a permit; sleeping and waiting end by an interrupt that the hook takes back. */
  private static final class KickingWaker implements ThreadSlot.Waker {
    @Override
    public void wake(Thread thread, int kind) {
      if (kind == ThreadSlot.PARK) {
        PlatformThreads.unparkRaw(thread);
      } else {
        PlatformThreads.interruptRaw(thread);
      }
    }
  }

  /** Loads the JDK's networking classes at the first read of standard input only. */
  private static final class LazyPoller implements Stdin.Poller {
    private PlatformThreads.@Nullable InputPoll poll;

    @Override
    public synchronized boolean readable(FileDescriptor descriptor, int timeoutMillis)
        throws IOException {
      if (poll == null) {
        poll = new PlatformThreads.InputPoll();
      }
      return poll.readable(descriptor, timeoutMillis);
    }
  }

  /** Loads the JDK's networking classes at the program's first input or output only. */
  private static final class SignalledThreads implements NativeIo.Threads {
    private static final long UNKNOWN = -1;

    @Override
    public long current() {
      try {
        return NativeThreads.current();
      } catch (RuntimeException | LinkageError e) {
        Diagnostics.note("threads can't be signalled out of system calls", e);
        return UNKNOWN;
      }
    }

    @Override
    public boolean isInside(Thread thread) {
      return NativeThreads.isInsideNativeIo(thread);
    }

    @Override
    public void signal(long nativeThread) {
      NativeThreads.signal(nativeThread);
    }
  }
}
