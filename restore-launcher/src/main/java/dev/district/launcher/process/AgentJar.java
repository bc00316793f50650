package dev.district.launcher.process;

import dev.district.control.AgentOptions;
import dev.district.control.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;

/** The agent's jar, as built next to the launcher. */
public final class AgentJar {
  /** The launcher's directory in the source tree; set by the start script. */
  public static final String ROOT_PROPERTY = "district.launcher.root";

  private static final String BUILT = "agent/dist/target/district-agent.jar";

  private static final String LOAD = "-javaagent:";

  private AgentJar() {}

  /** Where it is. */
  public static Path locate() throws LaunchFailed {
    Path jar = sibling(BUILT);
    if (!Files.isReadable(jar)) {
      throw new LaunchFailed(
          ExitCode.LAUNCHER_FAILED,
          "the agent " + jar + " is missing",
          "Build it: mvn -q -DskipTests package");
    }
    if (jar.toString().contains("=")) {
      throw new LaunchFailed(
          ExitCode.LAUNCHER_FAILED,
          "java can't load an agent from " + jar + ", whose path has an equals sign",
          "Move or link the installation");
    }
    return jar;
  }

  /** A path beside the launcher's directory, in the source tree's root. */
  public static Path sibling(String path) throws LaunchFailed {
    String root = System.getProperty(ROOT_PROPERTY);
    if (root == null) {
      throw new LaunchFailed(
          ExitCode.LAUNCHER_FAILED,
          "the launcher does not know where it is",
          "Start it with bin/restore-launcher");
    }
    return Path.of(root).toAbsolutePath().normalize().resolveSibling(path);
  }

  /** Whether a JVM option loads an agent of ours, wherever its jar is. */
  public static boolean isAgentOption(String option) {
    if (!option.startsWith(LOAD)) {
      return false;
    }
    int end = option.indexOf('=');
    Path jar = Path.of(option.substring(LOAD.length(), end < 0 ? option.length() : end));
    return jar.endsWith(Path.of(BUILT).getFileName());
  }

  /** The option that loads it into a JVM. */
  public static String option(AgentOptions options) throws LaunchFailed {
    return LOAD + locate() + "=" + options.render();
  }
}
