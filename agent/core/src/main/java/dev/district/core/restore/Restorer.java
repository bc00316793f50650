package dev.district.core.restore;

import dev.district.boot.Resumption;
import dev.district.boot.ThreadSlot;
import dev.district.control.AgentOptions.MissingFiles;
import dev.district.core.crossings.Crossings;
import dev.district.core.diag.Diagnostics;
import dev.district.core.files.ResourceRestore;
import dev.district.core.frames.Link;
import dev.district.core.frames.ResumeChain;
import dev.district.core.heap.HeapRestore;
import dev.district.core.heap.RestoreContext;
import dev.district.core.heap.SoundImage;
import dev.district.core.sockets.SocketRestore;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.threads.World;
import dev.district.core.wire.Block;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.SocketSections;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ResourcesMeta;
import dev.district.image.meta.SocketsMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.jdk.PlatformThreads;
import dev.district.jdk.ThreadState;
import dev.district.jdk.TimerQueues;
import dev.district.jdk.VirtualThreads;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Restores an image: the heap in {@code premain}, then every thread's stack, each thread in its own
 * new VM thread, up to the safepoint; from there on it is a world to be released like after any
 * checkpoint.
 */
public final class Restorer {
  private static final long ARRIVAL_NANOS = 60_000_000_000L;

  private static final int COLD = 3;
  private static final long MOST_FOR_COLD = 256 << 20;
  private static final long STACK_PER_FRAME = 4096;

  private final ImageReader reader;
  private final Instrumentation instrumentation;
  private final World world;
  private final List<SocketsMeta> others;
  private final Crossings crossings;
  private final MissingFiles missingFiles;

  /**
   * @param others what the other members of the same checkpoint say about their sockets
   * @param crossings what becomes of connections that lead out of the district
   * @param missingFiles what to do about open files that are not what they were
   */
  public Restorer(
      ImageReader reader,
      Instrumentation instrumentation,
      World world,
      List<SocketsMeta> others,
      Crossings crossings,
      MissingFiles missingFiles) {
    this.others = others;
    this.crossings = crossings;
    this.missingFiles = missingFiles;
    this.reader = reader;
    this.instrumentation = instrumentation;
    this.world = world;
  }

  /** A thread to be resumed: its object and its stack. */
  private record Resumable(Thread thread, ThreadMeta meta, Link stack, CountDownLatch turn) {}

  /**
   * Runs on the main thread, before the program's main class is loaded.
   *
   * @param whenListening waits until the sockets of all members listen
   * @param whenArrived told when all threads are back at the safepoint; the world is released after
   * @param whenRunning told when the world has been released
   */
  public void restore(Runnable whenListening, Runnable whenArrived, Runnable whenRunning)
      throws Exception {
    SoundImage.check(reader);
    Manifest manifest = reader.metadata(Section.MANIFEST, Manifest.class);
    PlatformThreads.raiseIdCounter(manifest.nextThreadId);
    ResourcesMeta outside = reader.metadata(Section.RESOURCES, ResourcesMeta.class);
    ThreadMeta[] captured = reader.metadata(Section.THREADS, ThreadsMeta.class).threads;
    HeapRestore heap =
        new HeapRestore(
            reader,
            new RestoreContext(
                instrumentation,
                Thread.currentThread(),
                StackBuilder.initializing(captured),
                ResourceRestore.open(outside, missingFiles)));
    heap.run();
    SocketsMeta mine = SocketSections.read(reader, Block::make);
    SocketRestore sockets = new SocketRestore(mine, heap::object, others, crossings, whenListening);
    sockets.run();
    SocketSections.close(mine);
    others.forEach(SocketSections::close);
    Resumption.prepare();
    world.hold();
    List<Resumable> threads = new ArrayList<>();
    StackBuilder stacks = new StackBuilder(heap);
    Generation ahead = new Generation(stacks, captured);
    ahead.begin();
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
    ahead.end();
    if (manifest.mainFailed) {
      Resumption.put(Thread.currentThread(), new MainFailure());
    }
    threads.sort(Comparator.comparingInt(Restorer::rank));
    Thread starter =
        new Thread(
            ApplicationThreads.baseGroup(),
            () -> start(threads, heap, sockets, whenArrived, whenRunning),
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

  private void start(
      List<Resumable> threads,
      HeapRestore heap,
      SocketRestore sockets,
      Runnable whenArrived,
      Runnable whenRunning) {
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
      sockets.renameThreads(nativeNames(threads));
      heap.releaseLoaders();
      whenArrived.run();
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
      PlatformThreads.start(resumable.thread, extraStack(resumable));
    }
  }

  /** What the threads inside system calls are called now, by what they were called. */
  private static Map<Long, Long> nativeNames(List<Resumable> threads) {
    Map<Long, Long> names = new HashMap<>();
    for (Resumable resumable : threads) {
      ThreadSlot slot = ThreadSlot.of(resumable.thread);
      if (slot != null && resumable.meta.nativeThread != 0) {
        names.put(resumable.meta.nativeThread, slot.nativeThread);
      }
    }
    return names;
  }

  /**
   * Resumed frames, and those that are entered next, are interpreted at first and several times as
   * large as the compiled ones that the program got by with.
   */
  private static long extraStack(Resumable resumable) {
    long own = PlatformThreads.stackSize(resumable.thread);
    long cold = Math.min(COLD * own, MOST_FOR_COLD);
    return cold + resumable.meta.frames.length * STACK_PER_FRAME;
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
