package dev.district.core.capture;

import dev.district.boot.MainThread;
import dev.district.boot.Parking;
import dev.district.boot.ThreadSlot;
import dev.district.core.capture.Standstill.Standing;
import dev.district.core.frames.ClassBytes;
import dev.district.core.frames.Frame;
import dev.district.core.frames.SourceLines;
import dev.district.core.heap.HeapCapture;
import dev.district.core.threads.StoppedThread;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.jdk.PlatformThreads;
import dev.district.jdk.Slot;
import dev.district.jdk.ThreadState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes stopped threads for the image and makes everything they refer to roots of the heap. */
final class ThreadImages {
  private final HeapCapture heap;
  private final ClassBytes bytes;
  private final SourceLines lines;
  private final long now = System.nanoTime();

  ThreadImages(HeapCapture heap, ClassBytes bytes, SourceLines lines) {
    this.heap = heap;
    this.bytes = bytes;
    this.lines = lines;
  }

  ThreadMeta describe(Standing standing) {
    StoppedThread stopped = standing.thread();
    ThreadSlot slot = stopped.slot;
    Thread thread = slot.thread;
    String place = "thread \"" + thread.getName() + '"';
    ThreadMeta meta = new ThreadMeta();
    meta.objectId = heap.id(thread, place);
    meta.name = thread.getName();
    meta.id = PlatformThreads.id(thread);
    meta.main = MainThread.is(thread);
    meta.virtual = ThreadState.isVirtual(thread);
    meta.daemon = thread.isDaemon();
    meta.priority = thread.getPriority();
    meta.interrupted = thread.isInterrupted();
    meta.state = state(stopped);
    meta.timed = slot.timed;
    meta.absolute = slot.absolute;
    meta.remainingNanos = slot.absolute || !slot.timed ? slot.deadline : slot.deadline - now;
    meta.order = slot.waitOrder;
    meta.nativeThread = slot.nativeThread;
    meta.over = slot.isOver() || slot.kind != ThreadSlot.WAIT && Parking.mayHavePermit(slot);
    meta.waitingOn = heap.id(slot.waitingOn, place);
    Object pending = slot.kind == ThreadSlot.WAIT ? null : stopped.pending();
    meta.frames = frames(standing.frames(), pending, place);
    return meta;
  }

  private static String state(StoppedThread stopped) {
    return switch (stopped.slot.kind) {
      case ThreadSlot.SLEEP -> ThreadMeta.SLEEPING;
      case ThreadSlot.WAIT -> ThreadMeta.WAITING;
      case ThreadSlot.PARK -> ThreadMeta.PARKED;
      case ThreadSlot.READ -> ThreadMeta.READING;
      case ThreadSlot.POLL -> ThreadMeta.POLLING;
      case ThreadSlot.SELECT -> ThreadMeta.SELECTING;
      default -> stopped.pending() == null ? ThreadMeta.RUNNABLE : ThreadMeta.ENTERING;
    };
  }

  private FrameMeta[] frames(List<Frame> frames, @Nullable Object pending, String thread) {
    FrameMeta[] metas = new FrameMeta[frames.size()];
    for (int i = 0; i < metas.length; i++) {
      Frame frame = frames.get(i);
      metas[i] =
          frame(pending != null && i == 0 ? frame.withPendingMonitor(pending) : frame, thread);
    }
    return metas;
  }

  private FrameMeta frame(Frame frame, String thread) {
    Class<?> type = frame.type();
    String place = thread + ", frame " + type.getName() + '.' + frame.method();
    FrameMeta meta = new FrameMeta();
    meta.kind = frame.kind();
    meta.className = type.getName();
    meta.method = frame.method();
    meta.descriptor = frame.descriptor();
    meta.bci = frame.bci();
    if (frame.kind().equals(Frame.BYTECODE)) {
      byte[] file = bytes.of(type);
      meta.typeId = heap.typeId(type);
      lines.describe(meta, type, file);
      if (file != null) {
        heap.carryBytes(type, file);
      }
    }
    meta.localKinds = new byte[frame.locals().length];
    meta.locals = values(frame.locals(), meta.localKinds, place);
    meta.operandKinds = new byte[frame.operands().length];
    meta.operands = values(frame.operands(), meta.operandKinds, place);
    meta.monitors = ids(frame.monitors(), place);
    meta.pendingMonitor = heap.id(frame.pendingMonitor(), place);
    meta.extra = Arrays.stream(ids(frame.extra(), place)).asLongStream().toArray();
    return meta;
  }

  private long[] values(@Nullable Object[] slots, byte[] kinds, String place) {
    long[] values = new long[slots.length];
    for (int i = 0; i < slots.length; i++) {
      Object slot = slots[i];
      if (slot instanceof Slot primitive) {
        kinds[i] = FrameMeta.PRIMITIVE;
        values[i] = primitive.bits();
      } else if (slot != null) {
        kinds[i] = FrameMeta.OBJECT;
        values[i] = heap.id(slot, place);
      }
    }
    return values;
  }

  private int[] ids(Object[] objects, String place) {
    int[] ids = new int[objects.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = heap.id(objects[i], place);
    }
    return ids;
  }
}
