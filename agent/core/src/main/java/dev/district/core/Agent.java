package dev.district.core;

import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry. It must not name a boot class: those are defined here, before {@link Startup},
 * which does, is loaded and verified.
 *
 * <p>Reached through an interface of the JDK: a reflective call of a method is linked through
 * method handles since release 18 (JEP 416), one for each signature.
 */
public final class Agent implements BiConsumer<@Nullable String, Instrumentation> {
  /** Called by name. */
  public Agent() {}

  /**
   * Called once, in {@code premain}, on the thread that will run the program's {@code main}. Throws
   * whatever goes wrong.
   *
   * @param arguments of the agent
   */
  @Override
  public void accept(@Nullable String arguments, Instrumentation instrumentation) {
    ClassLoader agentLoader = Agent.class.getClassLoader();
    try {
      EarlyHashes.draw();
      BootClasses.define(agentLoader);
      Startup.start(arguments, instrumentation, agentLoader);
    } catch (Exception e) {
      throw Agent.<RuntimeException>raise(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Exception> RuntimeException raise(Exception e) throws T {
    throw (T) e;
  }
}
