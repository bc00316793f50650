package dev.district.core.restore;

import dev.district.boot.Blocking;
import dev.district.boot.Parking;
import dev.district.boot.Resumption;
import dev.district.boot.Safepoint;
import dev.district.boot.Stdin;
import dev.district.core.frames.Frame;
import dev.district.core.frames.Link;
import dev.district.core.frames.ResumeChain;
import dev.district.core.frames.ResumeOptions;
import dev.district.core.frames.Unresumable;
import dev.district.core.heap.HeapRestore;
import dev.district.core.types.ClassRecorder;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.jdk.PlatformThreads;
import dev.district.jdk.Slot;
import java.io.FileDescriptor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Builds a thread's stack from its description. The innermost frame ends in the blocking call or
 * poll that the thread was stopped in, which, the polls being armed, brings the thread to the
 * safepoint first.
 */
final class StackBuilder {
  private static final ResumeOptions OPTIONS = new ResumeOptions(true);

  private final HeapRestore heap;

  StackBuilder(HeapRestore heap) {
    this.heap = heap;
  }

  /** Type ids of the classes whose static initialisers have frames. */
  static Set<Integer> initializing(ThreadMeta[] threads) {
    Set<Integer> types = new HashSet<>();
    for (ThreadMeta thread : threads) {
      for (FrameMeta frame : thread.frames) {
        if (frame.kind.equals(Frame.BYTECODE) && frame.method.equals("<clinit>")) {
          types.add(frame.typeId);
        }
      }
    }
    return types;
  }

  Link build(ThreadMeta thread) throws Unresumable {
    List<Frame> frames = new ArrayList<>(thread.frames.length);
    for (FrameMeta frame : thread.frames) {
      frames.add(frame(frame));
    }
    return ResumeChain.build(frames, Link.terminal(end(thread)), this::classFile, OPTIONS);
  }

  /** A proxy class is made anew and may have got another name; its code is the same. */
  private byte @Nullable [] classFile(Class<?> type) {
    return Proxy.isProxyClass(type) ? ClassRecorder.bytes(type) : heap.classBytes(type);
  }

  private Callable<@Nullable Object> end(ThreadMeta thread) {
    Object waitingOn = heap.object(thread.waitingOn);
    return () -> {
      Resumption.rebuilt();
      if (mayHavePermit(thread)) {
        PlatformThreads.unparkRaw(Thread.currentThread());
      }
      switch (thread.state) {
        case ThreadMeta.SLEEPING -> Blocking.sleepAgain(thread.remainingNanos);
        case ThreadMeta.WAITING ->
            Blocking.awaitAgain(waitingOn, thread.timed, thread.remainingNanos, thread.over);
        case ThreadMeta.PARKED -> parkAgain(thread);
        case ThreadMeta.READING -> Stdin.ready(FileDescriptor.in);
        default -> Safepoint.poll();
      }
      return null;
    };
  }

  /**
   * A permit that {@code LockSupport.unpark} has given is part of the thread's state, and the VM
   * doesn't show it: where there may be one there is one, for {@code park} may return at any time.
   */
  private static boolean mayHavePermit(ThreadMeta thread) {
    return switch (thread.state) {
      case ThreadMeta.WAITING -> true;
      case ThreadMeta.PARKED -> false;
      default -> thread.over;
    };
  }

  private static void parkAgain(ThreadMeta thread) throws Exception {
    try {
      Parking.parkAgain(thread.absolute, thread.timed, thread.remainingNanos, thread.over);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  private Frame frame(FrameMeta meta) {
    boolean bytecode = meta.kind.equals(Frame.BYTECODE);
    return new Frame(
        bytecode ? heap.type(meta.typeId) : Object.class,
        meta.kind,
        meta.method,
        meta.descriptor,
        meta.bci,
        values(meta.locals, meta.localKinds),
        values(meta.operands, meta.operandKinds),
        objects(meta.monitors),
        heap.object(meta.pendingMonitor),
        extra(meta.extra));
  }

  private @Nullable Object[] values(long[] values, byte[] kinds) {
    Object[] slots = new Object[values.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] =
          switch (kinds[i]) {
            case FrameMeta.OBJECT -> heap.object((int) values[i]);
            case FrameMeta.PRIMITIVE -> new Slot(values[i]);
            default -> null;
          };
    }
    return slots;
  }

  private Object[] objects(int[] ids) {
    Object[] objects = new Object[ids.length];
    for (int i = 0; i < ids.length; i++) {
      objects[i] = heap.object(ids[i]);
    }
    return objects;
  }

  private Object[] extra(long[] ids) {
    Object[] objects = new Object[ids.length];
    for (int i = 0; i < ids.length; i++) {
      objects[i] = heap.object((int) ids[i]);
    }
    return objects;
  }
}
