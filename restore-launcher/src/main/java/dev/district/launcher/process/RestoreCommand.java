package dev.district.launcher.process;

import dev.district.control.ExitCode;
import dev.district.image.store.LaunchRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM that goes on from an image: the one the member was started with, but
 * with the agent's main class and without the program's arguments, which are in the image.
 */
public final class RestoreCommand {
  /** Waits in the agent until the image runs; the agent's jar is on the class path by itself. */
  static final String MAIN_CLASS = "dev.district.premain.RestoreMain";

  private RestoreCommand() {}

  /**
   * Builds it.
   *
   * @param added JVM options that win over the recorded ones
   */
  public static List<String> of(
      LaunchRecord record, JavaRuntime java, String agent, List<String> added) throws LaunchFailed {
    Path directory = Path.of(record.workingDirectory());
    JavaCommand command = JavaCommand.parse(record.command(), directory);
    List<String> words = new ArrayList<>();
    words.add(java.executable());
    for (String option : command.vmOptions()) {
      if (!AgentJar.isAgentOption(option)) {
        words.add(option);
      }
    }
    String module = command.module();
    if (module != null) {
      int slash = module.indexOf('/');
      words.add("--add-modules");
      words.add(slash < 0 ? module : module.substring(0, slash));
    }
    String jar = command.jar();
    if (jar != null) {
      words.addAll(jarOptions(directory.resolve(jar), java));
    }
    words.addAll(added);
    String classPath = command.classPath() != null ? command.classPath() : record.classPath();
    if (!classPath.isEmpty()) {
      words.add("-cp");
      words.add(classPath);
    }
    words.add(agent);
    words.add(MAIN_CLASS);
    return words;
  }

  private static List<String> jarOptions(Path jar, JavaRuntime java) throws LaunchFailed {
    try {
      return JarAttributes.options(jar, java.feature());
    } catch (IOException e) {
      throw new LaunchFailed(
          ExitCode.LAUNCHER_FAILED,
          "the program's jar " + jar + " can't be read (" + e.getMessage() + ")",
          "Put it back where it was");
    }
  }
}
