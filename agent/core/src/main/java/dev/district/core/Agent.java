package dev.district.core;

import dev.district.boot.Poll;
import dev.district.control.AgentOptions;
import dev.district.control.DistrictConfiguration;
import dev.district.core.capture.Materialiser;
import dev.district.core.diag.Diagnostics;
import dev.district.core.threads.World;
import dev.district.core.weave.Transformer;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Starts the agent; called once, in {@code premain}, on the thread that will run the program's {@code main}. */
public final class Agent {
  private Agent() {}

  /**
   * @param arguments of the agent
   * @param agentLoader the isolated loader that this class is in
   */
  public static void start(
      @Nullable String arguments, Instrumentation instrumentation, ClassLoader agentLoader)
      throws Exception {
    AgentOptions options =
        AgentOptions.resolve(
            arguments, System.getProperties(), System.getenv(), DistrictConfiguration.NONE);
    Diagnostics.setVerbose(options.verbose());
    BootClasses.define(agentLoader);
    World world = new World();
    Hooks.install(world);
    Materialiser materialiser = VmSettings.apply(options.materialise());
    new Transformer(agentLoader, false, (loader, name, bytes) -> {}).install(instrumentation);
    if (Boolean.getBoolean("tmpstop")) TmpStop.run(world, materialiser);
  }
}
