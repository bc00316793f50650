package dev.district.core;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry. It must not name a boot class: those are defined here, before {@link Startup},
 * which does, is loaded and verified.
 */
public final class Agent {
  private Agent() {}

  /**
   * Called once, in {@code premain}, on the thread that will run the program's {@code main}.
   *
   * @param arguments of the agent
   * @param agentLoader the isolated loader that this class is in
   */
  public static void start(
      @Nullable String arguments, Instrumentation instrumentation, ClassLoader agentLoader)
      throws Exception {
    EarlyHashes.draw();
    BootClasses.define(agentLoader);
    Startup.start(arguments, instrumentation, agentLoader);
  }
}
