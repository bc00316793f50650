package dev.district.core;

import dev.district.boot.ClockBase;
import dev.district.boot.MainThread;
import dev.district.boot.ThreadSlot;
import dev.district.boot.Traces;
import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.AgentOptions.Materialise;
import dev.district.control.ControlServer;
import dev.district.control.DistrictConfiguration;
import dev.district.control.Fault;
import dev.district.control.StatusKey;
import dev.district.core.capture.Checkpointer;
import dev.district.core.capture.Materialiser;
import dev.district.core.crossings.CrossingRules;
import dev.district.core.crossings.Crossings;
import dev.district.core.diag.Diagnostics;
import dev.district.core.files.PlaceTaken;
import dev.district.core.files.WorkingSets;
import dev.district.core.frames.Rehearsal;
import dev.district.core.frames.ResumeTraces;
import dev.district.core.heap.ClassHashes;
import dev.district.core.membership.Barrier;
import dev.district.core.membership.Departure;
import dev.district.core.membership.Listeners;
import dev.district.core.restore.RestoreFailure;
import dev.district.core.restore.Restorer;
import dev.district.core.server.Commands;
import dev.district.core.server.PeriodicCheckpoints;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.threads.Standstills;
import dev.district.core.threads.World;
import dev.district.core.types.HiddenClasses;
import dev.district.core.types.IncompatibleImage;
import dev.district.core.types.LambdaRegistry;
import dev.district.core.types.LinkedSites;
import dev.district.core.values.StandardStreams;
import dev.district.core.weave.LambdaFactoryPatch;
import dev.district.core.weave.Transformer;
import dev.district.core.wire.Block;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.SocketSections;
import dev.district.image.files.BringBack;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.SocketsMeta;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Districts;
import dev.district.image.store.ImageEntry;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Seat;
import dev.district.image.store.StoreException;
import dev.district.jdk.AnotherLayout;
import dev.district.jdk.PlatformModules;
import dev.district.jdk.VmFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts the parts of the agent in their order, for a first run and for a restart. */
final class Startup {
  /** Layouts of the address space are tried; one in a hundred doesn't fit. */
  private static final int MOST_LAYOUTS = 8;

  private final AgentOptions options;
  private final Instrumentation instrumentation;
  private final ClassLoader agentLoader;
  private final World world = new World();
  private final Standstills standstills = new Standstills(world);
  private final Crossings crossings;
  private volatile @Nullable Departure departure;
  private final Fault fault;

  private Startup(AgentOptions options, Instrumentation instrumentation, ClassLoader agentLoader) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.agentLoader = agentLoader;
    this.fault = Fault.of(options.fault(), options.member());
    this.crossings =
        new Crossings(CrossingRules.parse(options.crossing()), standstills, options.retain());
  }

  static void start(
      @Nullable String arguments, Instrumentation instrumentation, ClassLoader agentLoader)
      throws Exception {
    AgentOptions options =
        AgentOptions.resolve(
            arguments, System.getProperties(), System.getenv(), DistrictConfiguration.NONE);
    Diagnostics.setVerbose(options.verbose());
    Startup agent = new Startup(options, instrumentation, agentLoader);
    if (options.restore() > 0) {
      agent.restart();
    } else {
      agent.begin();
    }
  }

  private void begin() throws Exception {
    Materialiser materialiser = prepare(false, options.materialise());
    boolean among =
        options.incarnation() > 0 || !options.member().equals(AgentOption.MEMBER.defaultValue());
    Incarnation joined = among ? joinAtOnce() : null;
    background(new Serving(joined, materialiser), "district-start").start();
  }

  private Departure watch() {
    Departure watching = Departure.watch(crossings::leaveAll);
    departure = watching;
    return watching;
  }

  private boolean isEnding() {
    Departure watching = departure;
    return watching != null && watching.isLeaving();
  }

  private Incarnation join() throws IOException {
    DistrictStore store = openStore(true);
    Incarnation incarnation =
        watch().join(() -> store.join(options.member(), options.incarnation()));
    store.writeLaunch(options.member(), LaunchRecords.current(options));
    return incarnation;
  }

  /**
   * A member among others is in the district before its program runs: no checkpoint of the others
   * may remember it and leave it out.
   */
  private Incarnation joinAtOnce() throws IOException {
    try {
      return join();
    } catch (StoreException e) {
      if (options.incarnation() > 0) {
        Diagnostics.warn("this member can't join its district; nothing of the program has run", e);
        Runtime.getRuntime().halt(RestoreFailure.BUSY);
      }
      throw e;
    }
  }

  private static Thread background(Runnable work, String name) {
    Thread thread = new Thread(ApplicationThreads.baseGroup(), work, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** A restart that fails ends this JVM before anything of the program has run. */
  private void restart() {
    try {
      ClassHashes.restore(
          Districts.imageFile(
              options.home(), options.district(), options.restore(), options.member()),
          instrumentation.getAllLoadedClasses());
      AnotherLayout.hide();
      KeepingObjects keepingObjects = KeepingObjects.begin();
      background(new Rehearsal(), "district-warm-up-frames").start();
      DistrictStore store = openStore(false);
      Incarnation incarnation = rejoin(store);
      fault.at("member-before-restore");
      ImageReader reader = store.checkpoint(options.restore()).open(options.member());
      Manifest manifest = reader.metadata(Section.MANIFEST, Manifest.class);
      int feature = Runtime.version().feature();
      if (manifest.jdkFeature != feature) {
        throw new IOException(
            "the checkpoint was taken on JDK "
                + manifest.jdkFeature
                + " and this is JDK "
                + feature
                + "; restart it on the release it was taken on");
      }
      WorkingSets sets = new WorkingSets(options, incarnation);
      sets.restored(options.restore(), reader);
      if (!options.barrier()) {
        bringFilesBack(store.checkpoint(options.restore()), reader);
      }
      ClockBase.continueFrom(manifest.capturedNanoTime);
      PlatformModules.openTo(agentLoader.getUnnamedModule(), instrumentation);
      boolean virtual = manifest.virtualThreads;
      keepingObjects.endUnless(virtual);
      Materialiser materialiser = prepare(true, virtual ? Materialise.FLAG : options.materialise());
      if (virtual) {
        materialiser.wantVirtualThreads();
      }
      Traces.install(ResumeTraces::rewrite);
      new VmFlags().setBoolean("ShowHiddenFrames", true);
      List<SocketsMeta> others = socketsOfOthers(store.checkpoint(options.restore()));
      new Restorer(reader, instrumentation, world, others, crossings, options.missingFiles())
          .restore(
              () -> new Listeners(incarnation, options.member(), others.size()).await(),
              () -> meet(incarnation),
              () -> serveOrWarn(incarnation, materialiser, sets));
    } catch (PlaceTaken e) {
      beginAnew(e);
    } catch (StoreException e) {
      boolean busy = e.kind() == StoreException.Kind.BUSY || e.kind() == StoreException.Kind.STALE;
      Diagnostics.warn(
          "the restart failed; nothing of the program has run: " + e.getMessage(), busy ? null : e);
      Runtime.getRuntime()
          .halt(busy ? RestoreFailure.BUSY : RestoreFailure.CORRUPT_OR_INCOMPATIBLE);
    } catch (Throwable t) {
      Diagnostics.warn("the restart failed; nothing of the program has run", t);
      boolean image =
          t instanceof IOException
              || t instanceof UncheckedIOException
              || t instanceof IncompatibleImage;
      Runtime.getRuntime()
          .halt(image ? RestoreFailure.CORRUPT_OR_INCOMPATIBLE : RestoreFailure.INTERNAL);
    }
  }

  /** In a process whose libraries and stacks lie elsewhere. */
  private static void beginAnew(PlaceTaken taken) {
    @Nullable Exception cause = taken;
    if (AnotherLayout.attempt() < MOST_LAYOUTS) {
      try {
        AnotherLayout.draw();
      } catch (IOException | RuntimeException e) {
        cause = e;
      }
    }
    Diagnostics.warn(
        "the restart failed; nothing of the program has run: " + taken.getMessage(), cause);
    Runtime.getRuntime().halt(RestoreFailure.INTERNAL);
  }

  /** When several are restarted together, whoever restarts them has done so. */
  private void bringFilesBack(Checkpoint checkpoint, ImageReader reader) throws IOException {
    BringBack files = checkpoint.bringBack(options.member(), reader);
    if (files != null) {
      files.run(() -> fault.at("member-files-midway"));
    }
  }

  /** Together with others, when somebody restarts them all; else as the only member. */
  private Incarnation rejoin(DistrictStore store) throws IOException {
    Departure departure = watch();
    if (!options.barrier()) {
      return departure.join(() -> store.begin(options.member()));
    }
    Incarnation incarnation =
        departure.join(() -> store.follow(options.member(), options.incarnation()));
    incarnation.say(Seat.State.RESTORING);
    return incarnation;
  }

  private void meet(Incarnation incarnation) {
    if (options.barrier()) {
      new Barrier(incarnation, fault).await();
    }
  }

  private List<SocketsMeta> socketsOfOthers(Checkpoint checkpoint) throws IOException {
    List<SocketsMeta> others = new ArrayList<>();
    for (ImageEntry entry : checkpoint.manifest().images()) {
      if (!entry.member().equals(options.member())) {
        try (ImageReader reader = checkpoint.open(entry.member())) {
          others.add(SocketSections.read(reader, Block::make));
        }
      }
    }
    return others;
  }

  private Materialiser prepare(boolean restored, Materialise materialise) throws Exception {
    StandardStreams.note();
    Hooks.install(world);
    BootClasses.initialise(agentLoader);
    MainThread.name(Thread.currentThread());
    letModulesReadBoot();
    Materialiser materialiser = VmSettings.apply(materialise);
    VirtualThreadUse use = new VirtualThreadUse(instrumentation, materialiser, materialise);
    if (materialiser.includesVirtualThreads()) {
      ThreadSlot.includeVirtualThreads();
    }
    if (restored) {
      LambdaRegistry.INSTANCE.expectRestore();
    }
    LambdaRegistry.install();
    HiddenClasses.install();
    LinkedSites.install();
    instrumentation.addTransformer(new LambdaFactoryPatch(), true);
    new Transformer(agentLoader, restored, use).install(instrumentation, LambdaFactoryPatch.TARGET);
    return materialiser;
  }

  /**
   * Woven classes of named modules call boot classes, which are in the boot loader's unnamed
   * module. The VM adds that read edge when a transformer changes a class, but not for classes
   * defined from an image.
   */
  private void letModulesReadBoot() {
    Set<Module> boot = Set.of(MainThread.class.getModule());
    for (Module module : ModuleLayer.boot().modules()) {
      if (module.getClassLoader() == ClassLoader.getSystemClassLoader()) {
        instrumentation.redefineModule(module, boot, Map.of(), Map.of(), Set.of(), Map.of());
      }
    }
  }

  private DistrictStore openStore(boolean create) throws IOException {
    Districts districts = Districts.at(options.home());
    return create ? districts.openOrFormat(options.district()) : districts.open(options.district());
  }

  private void serveOrWarn(Incarnation incarnation, Materialiser materialiser, WorkingSets sets) {
    try {
      serve(incarnation, materialiser, sets);
    } catch (IOException e) {
      Diagnostics.warn("the program runs, but can't be checkpointed", e);
    }
  }

  private void serve(Incarnation incarnation, Materialiser materialiser, WorkingSets sets)
      throws IOException {
    Map<String, String> kept = incarnation.store().config().values();
    AgentOptions options = this.options.withDefaults(kept);
    incarnation.keep(options.keep());
    Checkpointer checkpointer =
        new Checkpointer(
            instrumentation,
            agentLoader,
            world,
            standstills,
            crossings,
            materialiser,
            incarnation,
            options.member(),
            sets,
            options.stopTimeout());
    Commands commands =
        new Commands(
            checkpointer,
            incarnation,
            options.member(),
            fault,
            crossings,
            this::isEnding,
            identity(options, incarnation));
    new ControlServer(options.socket(), incarnation.number(), commands).start();
    crossings.open(options.home(), options.district(), options.member(), incarnation.number());
    if (!options.every().isZero()) {
      PeriodicCheckpoints.start(commands, incarnation, options.every(), fault);
    }
  }

  private static Map<String, String> identity(AgentOptions options, Incarnation incarnation) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put(StatusKey.DISTRICT, options.district());
    identity.put(StatusKey.MEMBER, options.member());
    identity.put(StatusKey.INCARNATION, Long.toString(incarnation.number()));
    identity.put(StatusKey.PID, Long.toString(ProcessHandle.current().pid()));
    if (!options.every().isZero()) {
      identity.put(StatusKey.EVERY, options.get(AgentOption.EVERY));
    }
    identity.put(StatusKey.JAVA, System.getProperty("java.runtime.version", ""));
    return identity;
  }

  /** Work of the agent's own that the program's start need not wait for. */
  private final class Serving implements Runnable {
    private final @Nullable Incarnation joined;
    private final Materialiser materialiser;

    /**
     * @param joined null to join the district first
     */
    Serving(@Nullable Incarnation joined, Materialiser materialiser) {
      this.joined = joined;
      this.materialiser = materialiser;
    }

    @Override
    public void run() {
      try {
        Incarnation incarnation = joined != null ? joined : join();
        serve(incarnation, materialiser, new WorkingSets(options, incarnation));
      } catch (Throwable t) {
        Diagnostics.warn("the program runs, but can't be checkpointed", t);
      }
    }
  }
}
