package dev.district.launcher.command;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.ExitCode;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ThreadsMeta;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.LaunchRecord;
import dev.district.launcher.process.AgentJar;
import dev.district.launcher.process.ForegroundJvm;
import dev.district.launcher.process.JavaCommand;
import dev.district.launcher.process.JavaRuntime;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.process.MainStack;
import dev.district.launcher.process.RestoreCommand;
import dev.district.launcher.report.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts the JVM of a member, anew or from an image. What can be checked before a JVM is started is
 * checked here, because afterwards the exit code is the program's.
 */
final class Launch {
  private final DistrictStore district;
  private final AgentOptions options;

  Launch(DistrictStore district, AgentOptions options) {
    this.district = district;
    this.options = options;
  }

  /** Starts a program from its beginning. */
  ForegroundJvm begin(List<String> words, Path directory) throws LaunchFailed, IOException {
    JavaCommand command = JavaCommand.parse(words, directory);
    List<String> started = command.withAgent(AgentJar.option(options));
    refuseSecondAgent(command);
    refuseWhenRunning();
    district.writeLaunch(options.member(), record(command, directory));
    return ForegroundJvm.start(started, directory, Map.of());
  }

  /**
   * Goes on from a committed checkpoint.
   *
   * @param number null for the newest
   * @param java null for the one the program was started with
   * @param added JVM options that win over the recorded ones
   */
  ForegroundJvm resume(@Nullable Long number, @Nullable String java, List<String> added)
      throws Exception {
    refuseWhenRunning();
    Checkpoint checkpoint = DistrictArgument.checkpoint(district, number);
    LaunchRecord record = district.readLaunch(options.member());
    JavaRuntime runtime = JavaRuntime.of(java != null ? java : javaOf(record));
    List<String> vmOptions = new ArrayList<>();
    Progress.during(
        "verifying checkpoint " + checkpoint.number(),
        () -> {
          vmOptions.addAll(verify(checkpoint, runtime, record));
          return null;
        });
    vmOptions.addAll(added);
    AgentOptions restoring = options.with(AgentOption.RESTORE, Long.toString(checkpoint.number()));
    List<String> command =
        RestoreCommand.of(record, runtime, AgentJar.option(restoring), vmOptions);
    return ForegroundJvm.start(command, Path.of(record.workingDirectory()), record.environment());
  }

  private LaunchRecord record(JavaCommand command, Path directory) throws LaunchFailed {
    String classPath = command.classPath();
    if (classPath == null) {
      classPath = System.getenv().getOrDefault("CLASSPATH", ".");
    }
    return new LaunchRecord(
        command.words(),
        Map.of(),
        directory.toString(),
        JavaRuntime.homeOf(command.java()),
        command.vmOptions(),
        classPath,
        command.mainText(),
        command.arguments());
  }

  /** The java the program was started with, or, on another machine, what its name means here. */
  private static String javaOf(LaunchRecord record) {
    Path recorded = Path.of(record.javaHome(), "bin", "java");
    if (!record.javaHome().isEmpty() && Files.isExecutable(recorded)) {
      return recorded.toString();
    }
    return record.command().isEmpty() ? "java" : record.command().get(0);
  }

  /** Returns the options that the image itself asks for. */
  private List<String> verify(Checkpoint checkpoint, JavaRuntime runtime, LaunchRecord record)
      throws IOException, LaunchFailed {
    try (ImageReader reader = checkpoint.open(options.member())) {
      Manifest manifest = reader.metadata(Section.MANIFEST, Manifest.class);
      if (manifest.jdkFeature != runtime.feature()) {
        throw new LaunchFailed(
            ExitCode.CORRUPT,
            "checkpoint "
                + checkpoint.number()
                + " of district "
                + district.name()
                + " was taken on Java "
                + manifest.jdkFeature
                + ", and "
                + runtime.executable()
                + " is Java "
                + runtime.version(),
            "Give a Java " + manifest.jdkFeature + " with --java PATH");
      }
      ThreadsMeta threads = reader.metadata(Section.THREADS, ThreadsMeta.class);
      return MainStack.options(threads, record.vmArguments(), System.getProperty("os.arch", ""));
    }
  }

  private void refuseWhenRunning() throws IOException, LaunchFailed {
    if (district.isRunning()) {
      throw new LaunchFailed(
          ExitCode.BUSY,
          "incarnation " + district.incarnation() + " of district " + district.name() + " is alive",
          "Look at it with 'restore-launcher status " + district.name() + "', end it with 'stop'");
    }
  }

  private static void refuseSecondAgent(JavaCommand command) throws LaunchFailed {
    for (String option : command.vmOptions()) {
      if (AgentJar.isAgentOption(option)) {
        throw new LaunchFailed(
            ExitCode.USAGE, "the command line already loads the agent: " + option, "Leave it out");
      }
    }
  }
}
