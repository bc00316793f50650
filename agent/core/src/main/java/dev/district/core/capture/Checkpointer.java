package dev.district.core.capture;

import dev.district.boot.Clock;
import dev.district.boot.MainThread;
import dev.district.core.capture.Standstill.Standing;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.frames.FrameMapper;
import dev.district.core.heap.CaptureContext;
import dev.district.core.heap.ForgottenState;
import dev.district.core.heap.HeapCapture;
import dev.district.core.threads.World;
import dev.district.image.ImageDigest;
import dev.district.image.ImageWriter;
import dev.district.image.Section;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.CheckpointDraft;
import dev.district.image.store.ImageEntry;
import dev.district.image.store.Incarnation;
import dev.district.jdk.LiveFrames;
import dev.district.jdk.PlatformThreads;
import dev.district.jdk.VirtualThreads;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes checkpoints of this JVM. The world stands still while its threads walk their stacks and the
 * heap is copied into memory outside the heap; the image is written and committed while it runs on.
 * Whatever fails before the commit leaves the program running and the store as it was.
 */
public final class Checkpointer {
  private final Instrumentation instrumentation;
  private final ClassLoader agentLoader;
  private final World world;
  private final Materialiser materialiser;
  private final Incarnation incarnation;
  private final String member;
  private final Duration stopTimeout;
  private final VmClassBytes bytes;
  private final Standstill standstill;
  private boolean warm;

  /** A committed checkpoint. */
  public record Taken(long number, long pauseNanos, long imageBytes, int threads) {}

  /** What was captured while the world stood still. */
  private record Captured(HeapCapture heap, ThreadsMeta threads, Manifest manifest) {}

  public Checkpointer(
      Instrumentation instrumentation,
      ClassLoader agentLoader,
      World world,
      Materialiser materialiser,
      Incarnation incarnation,
      String member,
      Duration stopTimeout) {
    this.instrumentation = instrumentation;
    this.agentLoader = agentLoader;
    this.world = world;
    this.materialiser = materialiser;
    this.incarnation = incarnation;
    this.member = member;
    this.stopTimeout = stopTimeout;
    this.bytes = new VmClassBytes(instrumentation);
    this.standstill = new Standstill(world, materialiser, new FrameMapper(bytes));
  }

  /**
   * Takes a checkpoint and commits it.
   *
   * @param stop leave the world standing still after the commit; the caller ends the JVM
   * @param cause why, for the record
   */
  public synchronized Taken take(boolean stop, String cause) throws CheckpointRefused, IOException {
    prepare();
    CheckpointDraft draft = incarnation.nextCheckpoint();
    boolean committed = false;
    boolean held = true;
    HeapCapture heap = null;
    long begin = System.nanoTime();
    world.hold();
    try {
      Captured captured = capture(begin, draft.number());
      heap = captured.heap;
      long pause = System.nanoTime() - begin;
      if (!stop) {
        world.release();
        held = false;
        pause = System.nanoTime() - begin;
      }
      ImageDigest digest = write(captured, draft);
      Checkpoint checkpoint =
          draft.commit(
              captured.manifest.capturedAtMillis,
              pause,
              cause,
              List.of(new ImageEntry(member, digest)));
      committed = true;
      return new Taken(checkpoint.number(), pause, digest.size(), captured.threads.threads.length);
    } finally {
      if (held && !(stop && committed)) {
        world.release();
      }
      if (!committed) {
        draft.abandon();
        if (heap != null) {
          heap.release();
        }
      }
    }
  }

  /**
   * Does all but writing, and lets the program go on: what would refuse a checkpoint now is thrown.
   */
  public synchronized void rehearse() throws CheckpointRefused {
    prepare();
    world.hold();
    try {
      capture(System.nanoTime(), 0).heap.release();
    } finally {
      world.release();
    }
  }

  private void prepare() throws CheckpointRefused {
    if (!warm) {
      materialiser.prepare();
      LiveFrames.warmUp();
      warm = true;
    }
    UncarriedState.refuseAny(instrumentation);
    ForgottenState.refuseAny(instrumentation, agentLoader);
    bytes.prefetch();
    refuseVirtualThreads();
  }

  /**
   * What the compiler has replaced by registers in the frames of an unmounted virtual thread can't
   * be brought back ({@code EscapeBarrier} skips them), so it must not have replaced anything.
   */
  private void refuseVirtualThreads() throws CheckpointRefused {
    if (VirtualThreads.untracked() > 0) {
      throw new CheckpointRefused(
          "virtual threads are alive that the JDK doesn't list",
          "this JVM",
          "start the program without -Djdk.trackAllThreads=false");
    }
    int virtual = materialiser.includesVirtualThreads() ? 0 : VirtualThreads.all().size();
    if (virtual > 0) {
      throw new CheckpointRefused(
          virtual + " virtual threads are alive",
          "this JVM",
          "start the program with --option materialise=flag,"
              + " or checkpoint when they have ended");
    }
  }

  private Captured capture(long begin, long number) throws CheckpointRefused {
    List<Standing> standing = standstill.reach(begin + stopTimeout.toNanos());
    Set<Thread> threads = new HashSet<>();
    Set<Class<?>> initializing = new HashSet<>();
    Thread main = null;
    for (Standing one : standing) {
      Thread thread = one.thread().slot.thread;
      threads.add(thread);
      initializing.addAll(Initialising.types(one.frames()));
      if (MainThread.is(thread)) {
        main = thread;
      }
    }
    HeapCapture heap =
        new HeapCapture(
            new CaptureContext(instrumentation, agentLoader, threads, main, initializing));
    boolean complete = false;
    try {
      ThreadImages images = new ThreadImages(heap, bytes);
      ThreadsMeta meta = new ThreadsMeta();
      meta.threads = standing.stream().map(images::describe).toArray(ThreadMeta[]::new);
      heap.walk();
      complete = true;
      return new Captured(heap, meta, manifest(number));
    } finally {
      if (!complete) {
        heap.release();
      }
    }
  }

  private Manifest manifest(long number) {
    Manifest manifest = Platform.describe();
    manifest.district = incarnation.store().name();
    manifest.member = member;
    manifest.checkpoint = number;
    manifest.incarnation = incarnation.number();
    manifest.capturedAtMillis = System.currentTimeMillis();
    manifest.nextThreadId = PlatformThreads.idCounter();
    manifest.mainFailed = MainThread.failed();
    manifest.capturedNanoTime = Clock.nanoTime();
    return manifest;
  }

  private ImageDigest write(Captured captured, CheckpointDraft draft) throws IOException {
    try (ImageWriter writer = ImageWriter.create(draft.image(member))) {
      writer.metadata(Section.MANIFEST, captured.manifest);
      writer.metadata(Section.THREADS, captured.threads);
      writer.metadata(Section.PROPERTIES, properties());
      captured.heap.writeTo(writer);
      return writer.finish();
    }
  }

  private static PropertiesMeta properties() {
    TreeMap<String, @Nullable String> sorted = new TreeMap<>();
    for (String key : System.getProperties().stringPropertyNames()) {
      sorted.put(key, System.getProperty(key, ""));
    }
    PropertiesMeta meta = new PropertiesMeta();
    meta.keys = sorted.keySet().toArray(String[]::new);
    meta.values = sorted.values().toArray(String[]::new);
    return meta;
  }
}
