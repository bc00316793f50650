package dev.district.core;

import dev.district.boot.ClockBase;
import dev.district.boot.LambdaHook;
import dev.district.boot.MainThread;
import dev.district.boot.ThreadSlot;
import dev.district.boot.Traces;
import dev.district.control.AgentOptions;
import dev.district.control.AgentOptions.Materialise;
import dev.district.control.ControlServer;
import dev.district.control.DistrictConfiguration;
import dev.district.control.StatusKey;
import dev.district.core.capture.Checkpointer;
import dev.district.core.capture.Materialiser;
import dev.district.core.diag.Diagnostics;
import dev.district.core.frames.ResumeTraces;
import dev.district.core.restore.RestoreFailure;
import dev.district.core.restore.Restorer;
import dev.district.core.server.Commands;
import dev.district.core.server.PeriodicCheckpoints;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.threads.World;
import dev.district.core.types.LambdaRegistry;
import dev.district.core.values.StandardStreams;
import dev.district.core.weave.LambdaFactoryPatch;
import dev.district.core.weave.Transformer;
import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.TypesMeta;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Districts;
import dev.district.image.store.Incarnation;
import dev.district.image.store.StoreException;
import dev.district.jdk.VmFlags;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts the parts of the agent in their order, for a first run and for a restart. */
final class Startup {
  private final AgentOptions options;
  private final Instrumentation instrumentation;
  private final ClassLoader agentLoader;
  private final World world = new World();

  private Startup(AgentOptions options, Instrumentation instrumentation, ClassLoader agentLoader) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.agentLoader = agentLoader;
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
    inBackground(() -> serve(openStore(true), materialiser));
  }

  /** A restart that fails ends this JVM before anything of the program has run. */
  private void restart() {
    try {
      DistrictStore store = openStore(false);
      Incarnation incarnation = store.begin();
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
      ClockBase.continueFrom(manifest.capturedNanoTime);
      boolean virtual = VirtualThreadUse.isIn(reader.metadata(Section.TYPES, TypesMeta.class));
      Materialiser materialiser = prepare(true, virtual ? Materialise.FLAG : options.materialise());
      Traces.install(ResumeTraces::rewrite);
      new VmFlags().setBoolean("ShowHiddenFrames", true);
      new Restorer(reader, instrumentation, world)
          .restore(() -> serveOrWarn(incarnation, materialiser));
    } catch (Throwable t) {
      Diagnostics.warn("the restart failed; nothing of the program has run", t);
      boolean image = t instanceof ImageException || t instanceof IOException;
      Runtime.getRuntime()
          .halt(image ? RestoreFailure.CORRUPT_OR_INCOMPATIBLE : RestoreFailure.INTERNAL);
    }
  }

  private Materialiser prepare(boolean restored, Materialise materialise) throws Exception {
    StandardStreams.note();
    Hooks.install(world);
    MainThread.name(Thread.currentThread());
    letModulesReadBoot();
    Materialiser materialiser = VmSettings.apply(materialise);
    VirtualThreadUse use = new VirtualThreadUse(instrumentation, materialiser, materialise);
    if (materialiser.includesVirtualThreads()) {
      ThreadSlot.includeVirtualThreads();
    }
    new Transformer(agentLoader, restored, use).install(instrumentation);
    if (restored) {
      LambdaRegistry.INSTANCE.expectRestore();
    }
    LambdaHook.listener(LambdaRegistry.INSTANCE);
    instrumentation.addTransformer(new LambdaFactoryPatch(), true);
    instrumentation.retransformClasses(Class.forName(LambdaFactoryPatch.TARGET, false, null));
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
    try {
      return districts.open(options.district());
    } catch (StoreException e) {
      if (create && e.kind() == StoreException.Kind.NOT_FOUND) {
        return districts.format(options.district());
      }
      throw e;
    }
  }

  private void serve(DistrictStore store, Materialiser materialiser) throws IOException {
    Incarnation incarnation = store.begin();
    store.writeLaunch(options.member(), LaunchRecords.current());
    serve(incarnation, materialiser);
  }

  private void serveOrWarn(Incarnation incarnation, Materialiser materialiser) {
    try {
      serve(incarnation, materialiser);
    } catch (IOException e) {
      Diagnostics.warn("the program runs, but can't be checkpointed", e);
    }
  }

  private void serve(Incarnation incarnation, Materialiser materialiser) throws IOException {
    Map<String, String> kept = incarnation.store().config().values();
    AgentOptions options = this.options.withDefaults(kept);
    incarnation.keep(options.keep());
    Checkpointer checkpointer =
        new Checkpointer(
            instrumentation,
            agentLoader,
            world,
            materialiser,
            incarnation,
            options.member(),
            options.stopTimeout());
    Commands commands = new Commands(checkpointer, identity(incarnation));
    new ControlServer(options.socket(), incarnation.number(), commands).start();
    if (!options.every().isZero()) {
      PeriodicCheckpoints.start(commands, options.every());
    }
  }

  private Map<String, String> identity(Incarnation incarnation) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put(StatusKey.DISTRICT, options.district());
    identity.put(StatusKey.MEMBER, options.member());
    identity.put(StatusKey.INCARNATION, Long.toString(incarnation.number()));
    identity.put(StatusKey.PID, Long.toString(ProcessHandle.current().pid()));
    identity.put(StatusKey.JAVA, System.getProperty("java.runtime.version", ""));
    return identity;
  }

  /** Work of the agent's own that the program's start need not wait for. */
  private interface Work {
    void run() throws Exception;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            ApplicationThreads.baseGroup(),
            () -> {
              try {
                work.run();
              } catch (Throwable t) {
                Diagnostics.warn("the program runs, but can't be checkpointed", t);
              }
            },
            "district-start",
            0,
            false);
    thread.setDaemon(true);
    thread.start();
  }
}
