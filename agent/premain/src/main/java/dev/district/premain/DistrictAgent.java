package dev.district.premain;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.security.CodeSource;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Premain-Class}: builds the isolated loader, opens the platform to it, starts the agent
 * in it.
 *
 * <p>Fails open: whatever goes wrong here is one message on standard error, and the program runs as
 * if there were no agent.
 *
 * <p>This package is visible to the application (the {@code java} launcher puts the agent jar on
 * the system class path), so it stays small and austere:
 *
 * <ul>
 *   <li>no class outside the JDK is named, the agent itself is reached by reflection only;
 *   <li>no lambdas and no string concatenation on the normal path: their bootstrap would be the
 *       most expensive thing done at start-up;
 *   <li>no logging framework, which the application may want to configure first;
 *   <li>nothing is kept in static fields.
 * </ul>
 */
public final class DistrictAgent {
  private static final String CORE = "dev.district.core.Agent";

  private DistrictAgent() {}

  /** Called by the JVM before the program's main class is loaded. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      AgentLoader loader = new AgentLoader(agentJar());
      WarmUp.begin(loader);
      BootModules.openTo(loader.getUnnamedModule(), instrumentation);
      start(loader, arguments, instrumentation);
    } catch (Throwable t) {
      report(t);
    }
  }

  private static File agentJar() throws IOException {
    CodeSource source = DistrictAgent.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IOException("the agent jar can't be located: its classes have no code source");
    }
    return new File(URI.create(source.getLocation().toString()));
  }

  /**
   * Threads that the agent starts inherit its loader, not the application's, as their context. A
   * restart may have given this thread the context that the program's main thread had.
   */
  @SuppressWarnings("unchecked")
  private static void start(
      AgentLoader loader, @Nullable String arguments, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    Thread current = Thread.currentThread();
    ClassLoader context = current.getContextClassLoader();
    current.setContextClassLoader(loader);
    try {
      Object agent = Class.forName(CORE, true, loader).getDeclaredConstructor().newInstance();
      ((BiConsumer<@Nullable String, Instrumentation>) agent).accept(arguments, instrumentation);
    } finally {
      if (current.getContextClassLoader() == loader) {
        current.setContextClassLoader(context);
      }
    }
  }

  private static void report(Throwable cause) {
    StringBuilder message = new StringBuilder(256);
    message.append("district: the agent did not start, the program runs without checkpoints\n");
    message.append("  cause: ").append(cause).append('\n');
    StackTraceElement[] trace = cause.getStackTrace();
    if (trace.length > 0) {
      message.append("  at ").append(trace[0]).append('\n');
    }
    message.append("  remedy: `restore-launcher doctor` checks this JVM;");
    message.append(" without -javaagent this message goes away\n");
    System.err.print(message);
  }
}
