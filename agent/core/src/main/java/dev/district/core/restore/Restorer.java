package dev.district.core.restore;

import dev.district.boot.Resumption;
import dev.district.core.diag.Diagnostics;
import dev.district.core.frames.Link;
import dev.district.core.frames.ResumeChain;
import dev.district.core.heap.HeapRestore;
import dev.district.core.heap.RestoreContext;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.threads.World;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.jdk.PlatformThreads;
import dev.district.jdk.ThreadState;
import dev.district.jdk.TimerQueues;
import dev.district.jdk.VirtualThreads;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Restores an image: the heap in {@code premain}, then every thread's stack, each thread in its own
 * new VM thread, up to the safepoint; from there on it is a world to be released like after any
 * checkpoint.
 */
public final class Restorer {
  private static final long ARRIVAL_NANOS = 60_000_000_000L;

  private static final int DEEP = 500;
  private static final long STACK_PER_FRAME = 4096;

  private final ImageReader reader;
  private final Instrumentation instrumentation;
  private final World world;

  public Restorer(ImageReader reader, Instrumentation instrumentation, World world) {
    this.reader = reader;
    this.instrumentation = instrumentation;
    this.world = world;
  }

  /** A thread to be resumed: its object and its stack. */
  private record Resumable(Thread thread, ThreadMeta meta, Link stack, CountDownLatch turn) {}

  /**
   * Runs on the main thread, before the program's main class is loaded.
   *
   * @param whenRunning told when the world has been released
   */
  public void restore(Runnable whenRunning) throws Exception {
    Manifest manifest = reader.metadata(Section.MANIFEST, Manifest.class);
    PlatformThreads.raiseIdCounter(manifest.nextThreadId);
    ThreadMeta[] captured = reader.metadata(Section.THREADS, ThreadsMeta.class).threads;
    HeapRestore heap =
        new HeapRestore(
            reader,
            new RestoreContext(
                instrumentation, Thread.currentThread(), StackBuilder.initializing(captured)));
    heap.run();
    world.hold();
    List<Resumable> threads = new ArrayList<>();
    StackBuilder stacks = new StackBuilder(heap);
    for (ThreadMeta meta : captured) {
      Thread thread = (Thread) heap.object(meta.objectId);
      if (thread == null) {
        throw new IllegalStateException("thread \"" + meta.name + "\" has no object in the image");
      }
      TimerQueues.skipMissed(thread, manifest.capturedAtMillis, System.currentTimeMillis());
      Resumable resumable = new Resumable(thread, meta, stacks.build(meta), new CountDownLatch(1));
      Resumption.put(thread, new Turn(resumable));
      threads.add(resumable);
    }
    if (manifest.mainFailed) {
      Resumption.put(Thread.currentThread(), new MainFailure());
    }
    threads.sort(Comparator.comparingInt(Restorer::rank));
    Thread starter =
        new Thread(
            ApplicationThreads.baseGroup(),
            () -> start(threads, heap, whenRunning),
            "district-restart",
            0,
            false);
    starter.start();
    reader.close();
  }

  /**
   * Threads that hold monitors come one after the other; they must not meet while they rebuild
   * their frames.
   */
  private static int rank(Resumable resumable) {
    return holdsMonitors(resumable) ? 1 : 0;
  }

  private static boolean holdsMonitors(Resumable resumable) {
    for (var frame : resumable.meta.frames) {
      if (frame.monitors.length > 0) {
        return true;
      }
    }
    return false;
  }

  private void start(List<Resumable> threads, HeapRestore heap, Runnable whenRunning) {
    try {
      List<Thread> started = new ArrayList<>();
      for (Resumable resumable : threads) {
        resumable.turn.countDown();
        if (!resumable.meta.main) {
          start(resumable);
        }
        started.add(resumable.thread);
        if (holdsMonitors(resumable)) {
          arrive(started);
        }
      }
      arrive(started);
      heap.releaseLoaders();
      world.release();
      heap.enqueueCleared();
      heap.release();
      ResumeChain.forgetCode();
      whenRunning.run();
    } catch (Throwable t) {
      Diagnostics.warn("the restart failed; nothing of the program has run", t);
      Runtime.getRuntime().halt(RestoreFailure.INTERNAL);
    }
  }

  private static void start(Resumable resumable) {
    if (ThreadState.isVirtual(resumable.thread)) {
      VirtualThreads.start(resumable.thread, new Resumption.Body());
    } else {
      giveRoom(resumable);
      PlatformThreads.start(resumable.thread);
    }
  }

  /** Resumed frames are interpreted at first and larger than the compiled ones they stand for. */
  private static void giveRoom(Resumable resumable) {
    int frames = resumable.meta.frames.length;
    if (frames > DEEP) {
      PlatformThreads.raiseStackSize(resumable.thread, frames * STACK_PER_FRAME);
    }
  }

  private void arrive(List<Thread> threads) {
    if (!world.awaitArrival(threads, System.nanoTime() + ARRIVAL_NANOS)) {
      throw new IllegalStateException("the threads did not rebuild their stacks in time");
    }
  }

  /** Resumes when it is the thread's turn. */
  private static final class Turn implements Resumption.Stack {
    private final Resumable resumable;

    Turn(Resumable resumable) {
      this.resumable = resumable;
    }

    @Override
    public void resume() throws Throwable {
      resumable.turn.await();
      resumable.stack.run();
    }
  }
}
