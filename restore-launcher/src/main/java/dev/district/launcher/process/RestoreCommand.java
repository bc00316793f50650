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
    List<String> words = new ArrayList<>();
    words.add(java.executable());
    String classPath =
        record.command().isEmpty()
            ? recordedByAgent(words, record, java, directory)
            : recordedByLauncher(words, record, java, directory);
    words.addAll(added);
    if (!classPath.isEmpty()) {
      words.add("-cp");
      words.add(classPath);
    }
    words.add(agent);
    words.add(MAIN_CLASS);
    return words;
  }

  private static String recordedByLauncher(
      List<String> words, LaunchRecord record, JavaRuntime java, Path directory)
      throws LaunchFailed {
    JavaCommand command = JavaCommand.parse(record.command(), directory);
    addOptions(words, command.vmOptions());
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
    return command.classPath() != null ? command.classPath() : record.classPath();
  }

  /** An agent sees its JVM's options and class path, but not the command line as it was typed. */
  private static String recordedByAgent(
      List<String> words, LaunchRecord record, JavaRuntime java, Path directory)
      throws LaunchFailed {
    addOptions(words, record.vmArguments());
    String classPath = record.classPath();
    if (classPath.endsWith(".jar") && record.mainClass().startsWith(classPath)) {
      words.addAll(jarOptions(directory.resolve(classPath), java));
    }
    return classPath;
  }

  private static void addOptions(List<String> words, List<String> options) {
    for (String option : options) {
      if (!AgentJar.isAgentOption(option)) {
        words.add(option);
      }
    }
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
