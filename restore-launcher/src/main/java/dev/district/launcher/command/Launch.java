package dev.district.launcher.command;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.ExitCode;
import dev.district.control.WorkingSetClaims;
import dev.district.image.files.SetPaths;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Districts;
import dev.district.image.store.LaunchRecord;
import dev.district.image.store.Seat;
import dev.district.launcher.district.RestartPlan;
import dev.district.launcher.process.AgentJar;
import dev.district.launcher.process.ControlModules;
import dev.district.launcher.process.ForegroundJvm;
import dev.district.launcher.process.JavaCommand;
import dev.district.launcher.process.JavaRuntime;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    List<String> more = ControlModules.options(command);
    List<String> started = command.withAgent(AgentJar.option(joining()), more);
    refuseSecondAgent(command);
    refuseClaimed();
    district.writeLaunch(options.member(), record(command, directory));
    return ForegroundJvm.start(started, directory, Map.of());
  }

  /**
   * Goes on from a committed checkpoint of one member.
   *
   * @param number null for the newest
   */
  ForegroundJvm resume(@Nullable Long number) throws Exception {
    refuseWhenRunning(district);
    return plan(number, null, List.of()).startAlone();
  }

  /**
   * What a restart will start.
   *
   * @param number null for the newest
   * @param java null for the one the program was started with
   * @param added JVM options that win over the recorded ones
   */
  RestartPlan plan(@Nullable Long number, @Nullable String java, List<String> added)
      throws Exception {
    Checkpoint checkpoint = DistrictArgument.checkpoint(district, number);
    return RestartPlan.of(district, checkpoint, options, java, added);
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
        command.arguments(),
        options.lasting().render());
  }

  /** A member joins the running incarnation, unless there is one of its name. */
  private AgentOptions joining() throws IOException, LaunchFailed {
    if (!district.isRunning()) {
      return options;
    }
    boolean anyAlive = false;
    for (Seat seat : district.seats()) {
      anyAlive |= seat.alive();
      if (seat.alive() && seat.member().equals(options.member())) {
        throw new LaunchFailed(
            ExitCode.BUSY,
            "member " + seat.member() + " of district " + district.name() + " is alive",
            "Give another name with --member, or end it with 'stop'");
      }
    }
    if (!anyAlive) {
      return options;
    }
    return options.with(AgentOption.INCARNATION, Long.toString(district.incarnation()));
  }

  static void refuseWhenRunning(DistrictStore district) throws IOException, LaunchFailed {
    if (!district.isRunning()) {
      return;
    }
    String alive =
        "incarnation " + district.incarnation() + " of district " + district.name() + " is alive";
    for (Seat seat : district.seats()) {
      if (seat.suspended()) {
        throw new LaunchFailed(
            ExitCode.BUSY,
            alive + ", its member " + seat.member() + " is suspended, process " + seat.pid(),
            "Let it go on with 'kill -CONT "
                + seat.pid()
                + "', or end it and go on from the last checkpoint with 'restore-launcher rollback "
                + district.name()
                + "'");
      }
    }
    throw new LaunchFailed(
        ExitCode.BUSY,
        alive,
        "Look at it with 'restore-launcher status " + district.name() + "', end it with 'stop'");
  }

  private void refuseClaimed() throws IOException, LaunchFailed {
    WorkingSetClaims.Problem problem =
        new WorkingSetClaims(Districts.at(options.home()), district, options.member())
            .problem(SetPaths.of(options.get(AgentOption.WORKING_SET)));
    if (problem != null) {
      throw new LaunchFailed(
          ExitCode.USAGE,
          problem.cause() + "\n  at: " + problem.place(),
          problem.remedy().substring(0, 1).toUpperCase(Locale.ROOT)
              + problem.remedy().substring(1));
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
