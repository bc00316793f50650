package dev.district.core.capture;

import dev.district.boot.Clock;
import dev.district.boot.MainThread;
import dev.district.core.capture.Round.Captured;
import dev.district.core.capture.Standstill.Standing;
import dev.district.core.crossings.Crossings;
import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.diag.Diagnostics;
import dev.district.core.files.ResourceCapture;
import dev.district.core.files.WorkingSets;
import dev.district.core.frames.FrameMapper;
import dev.district.core.frames.SourceLines;
import dev.district.core.heap.CaptureContext;
import dev.district.core.heap.ForgottenState;
import dev.district.core.heap.HeapCapture;
import dev.district.core.sockets.SocketCapture;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.threads.Rehearsal;
import dev.district.core.threads.Standstills;
import dev.district.core.threads.StoppedThread;
import dev.district.core.threads.World;
import dev.district.core.weave.Transformer;
import dev.district.image.ImageDigest;
import dev.district.image.ImageWriter;
import dev.district.image.Section;
import dev.district.image.SocketSections;
import dev.district.image.files.FileCapture;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.meta.SocketsMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.image.meta.WorkingSetsMeta;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.CheckpointDraft;
import dev.district.image.store.ImageEntry;
import dev.district.image.store.Incarnation;
import dev.district.jdk.LiveFrames;
import dev.district.jdk.PlatformModules;
import dev.district.jdk.PlatformThreads;
import dev.district.jdk.ReferenceQueues;
import dev.district.jdk.VirtualThreads;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes checkpoints of this JVM. The world stands still while its threads walk their stacks and the
 * heap is copied into memory outside the heap; the image is written and committed while it runs on.
 * Whatever fails before the commit leaves the program running and the store as it was.
 */
public final class Checkpointer {
  /** The first one loads classes, the others get what is interpreted compiled. */
  private static final int REHEARSALS = 3;

  private final Instrumentation instrumentation;
  private final ClassLoader agentLoader;
  private final World world;
  private final Standstills standstills;
  private final Crossings crossings;
  private final Materialiser materialiser;
  private final Incarnation incarnation;
  private final String member;
  private final Duration stopTimeout;
  private final WorkingSets workingSets;
  private final VmClassBytes bytes;
  private final Standstill standstill;
  private final FrameMapper mapper;
  private final SourceLines lines = new SourceLines();
  private boolean warm;

  /** A committed checkpoint. */
  public record Taken(long number, long pauseNanos, long imageBytes, int threads) {}

  public Checkpointer(
      Instrumentation instrumentation,
      ClassLoader agentLoader,
      World world,
      Standstills standstills,
      Crossings crossings,
      Materialiser materialiser,
      Incarnation incarnation,
      String member,
      WorkingSets workingSets,
      Duration stopTimeout) {
    this.instrumentation = instrumentation;
    this.agentLoader = agentLoader;
    this.world = world;
    this.standstills = standstills;
    this.crossings = crossings;
    this.materialiser = materialiser;
    this.incarnation = incarnation;
    this.member = member;
    this.workingSets = workingSets;
    this.stopTimeout = stopTimeout;
    this.bytes = new VmClassBytes(instrumentation);
    this.mapper = new FrameMapper(bytes);
    this.standstill = new Standstill(world, materialiser, mapper);
  }

  /**
   * Takes a checkpoint and commits it.
   *
   * @param stop leave the world standing still after the commit; the caller ends the JVM
   * @param cause why, for the record
   * @throws NotAlone if the district has other members
   */
  public synchronized Taken take(boolean stop, String cause)
      throws CheckpointRefused, NotAlone, IOException {
    CheckpointDraft draft = incarnation.nextCheckpoint();
    try (Round round = round()) {
      NotAlone.check(incarnation);
      round.take(draft.number(), member);
      if (!stop) {
        round.release();
      }
      long pause = round.pauseNanos();
      ImageDigest digest = round.write(draft.image(member));
      Checkpoint checkpoint =
          draft.commit(
              round.capturedAtMillis(), pause, cause, List.of(new ImageEntry(member, digest)));
      round.committed();
      Taken taken = new Taken(checkpoint.number(), pause, digest.size(), round.threads());
      if (stop) {
        round.stay();
      }
      return taken;
    } finally {
      draft.abandon();
    }
  }

  /**
   * Does all but writing, and lets the program go on: what would refuse a checkpoint now is thrown.
   */
  public synchronized void rehearse() throws CheckpointRefused {
    Set<Blocker> blockers = new LinkedHashSet<>();
    collect(blockers, this::prepare);
    collect(
        blockers,
        () -> {
          synchronized (ReferenceQueues.handling()) {
            ReferenceQueues.awaitHandler();
            List<Standing> standing = stand();
            try {
              Captured captured = capture(standing, 0);
              try {
                captured.sockets().meet(member, Map.of(member, captured.sockets().ends()));
              } finally {
                captured.heap().release();
              }
            } finally {
              standstills.end();
            }
          }
        });
    if (!blockers.isEmpty()) {
      throw new CheckpointRefused(List.copyOf(blockers));
    }
  }

  /** A step that may refuse. */
  private interface Step {
    void run() throws CheckpointRefused;
  }

  private static void collect(Set<Blocker> blockers, Step step) {
    try {
      step.run();
    } catch (CheckpointRefused e) {
      blockers.addAll(e.blockers());
    }
  }

  /** A standstill to be gone through step by step. */
  public Round round() {
    return new Round(this);
  }

  /** Brings the world to a standstill of this checkpoint's, until {@link #letGo}. */
  List<Standing> stand() throws CheckpointRefused {
    List<Standing> standing = new ArrayList<>();
    standstills.begin(
        () -> {
          world.hold();
          standing.addAll(standstill.reach(System.nanoTime() + stopTimeout.toNanos()));
        });
    return standing;
  }

  void letGo() {
    standstills.end();
  }

  void prepare() throws CheckpointRefused {
    if (!warm) {
      PlatformModules.openTo(agentLoader.getUnnamedModule(), instrumentation);
      materialiser.prepare(stopTimeout);
      LiveFrames.warmUp();
      SocketCapture.prepare();
      ResourceCapture.prepare();
      warmUp();
      warm = true;
    }
    Transformer.weaveMissed(instrumentation);
    Set<Blocker> blockers = new LinkedHashSet<>();
    collect(blockers, () -> UncarriedState.refuseAny(instrumentation));
    collect(blockers, () -> ForgottenState.refuseAny(instrumentation, agentLoader));
    collect(blockers, workingSets::prepare);
    bytes.prefetch(mapper, lines);
    HeapCapture.prefetch(instrumentation);
    collect(blockers, this::refuseVirtualThreads);
    if (!blockers.isEmpty()) {
      throw new CheckpointRefused(List.copyOf(blockers));
    }
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
    int virtual = materialiser.includesVirtualThreads() ? 0 : ApplicationThreads.virtual().size();
    if (virtual > 0) {
      String reason = materialiser.whyNoVirtualThreads();
      throw new CheckpointRefused(
          virtual + " virtual threads are alive",
          "this JVM" + (reason.isEmpty() ? "" : ", " + reason),
          "start the program with --option materialise=flag,"
              + " or checkpoint when they have ended");
    }
  }

  /**
   * Goes the whole way once with a thread of the agent's own and no object of the application,
   * before the world is held: whatever this loads and links, no thread waits for. A refusal means
   * nothing here.
   */
  private void warmUp() {
    try (Rehearsal rehearsal = new Rehearsal()) {
      StoppedThread own = rehearsal.stop();
      for (int i = 0; i < REHEARSALS && own != null; i++) {
        materialiser.materialise();
        capture(List.of(standstill.rehearse(own)), 0, true).heap().release();
      }
    } catch (CheckpointRefused e) {
      Diagnostics.note("rehearsal: " + e.getMessage(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Captured capture(List<Standing> standing, long number) throws CheckpointRefused {
    return capture(standing, number, false);
  }

  private Captured capture(List<Standing> standing, long number, boolean rehearsal)
      throws CheckpointRefused {
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
      if (rehearsal) {
        heap.rehearse();
      }
      ThreadImages images = new ThreadImages(heap, bytes, lines);
      ThreadsMeta meta = new ThreadsMeta();
      meta.threads = standing.stream().map(images::describe).toArray(ThreadMeta[]::new);
      heap.walk();
      SocketCapture sockets = SocketCapture.of(heap, crossings);
      FileCapture files = rehearsal ? null : workingSets.capture(number);
      complete = true;
      return new Captured(heap, meta, sockets, files, manifest(number));
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
    manifest.virtualThreads = materialiser.wantsVirtualThreads();
    manifest.capturedNanoTime = Clock.nanoTime();
    return manifest;
  }

  String member() {
    return member;
  }

  ImageDigest write(Captured captured, SocketsMeta sockets, Path file) throws IOException {
    FileCapture files = captured.files();
    WorkingSetsMeta sets =
        files == null ? null : workingSets.seal(files, captured.manifest().checkpoint);
    try (ImageWriter writer = ImageWriter.create(file)) {
      captured.heap().writeTo(writer);
      writer.metadata(Section.MANIFEST, captured.manifest());
      writer.metadata(Section.THREADS, captured.threads());
      SocketSections.write(writer, sockets);
      writer.metadata(Section.PROPERTIES, properties());
      if (sets != null) {
        writer.metadata(Section.WORKING_SETS, sets);
      }
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
