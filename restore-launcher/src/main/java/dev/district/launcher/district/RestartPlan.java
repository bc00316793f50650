package dev.district.launcher.district;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.ExitCode;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.files.BringBack;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ThreadsMeta;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.ImageEntry;
import dev.district.image.store.LaunchRecord;
import dev.district.launcher.process.AgentJar;
import dev.district.launcher.process.ForegroundJvm;
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
import org.jspecify.annotations.Nullable;

/**
 * How to go on from a checkpoint: every member with its own launch record. All that can be checked
 * before a JVM is started has been, because afterwards the exit code is the program's.
 */
public final class RestartPlan {
  private final DistrictStore district;
  private final Checkpoint checkpoint;
  private final List<Part> parts;
  private final List<String> added;

  /** One member's; {@code room} are the options that its image itself asks for. */
  private record Part(
      String member,
      LaunchRecord record,
      JavaRuntime runtime,
      AgentOptions options,
      List<String> room) {}

  private RestartPlan(
      DistrictStore district, Checkpoint checkpoint, List<Part> parts, List<String> added) {
    this.district = district;
    this.checkpoint = checkpoint;
    this.parts = List.copyOf(parts);
    this.added = List.copyOf(added);
  }

  /**
   * Reads and checks the whole checkpoint.
   *
   * @param given options that win over the recorded ones
   * @param java null for the one each program was started with
   * @param added JVM options that win over the recorded ones
   */
  public static RestartPlan of(
      DistrictStore district,
      Checkpoint checkpoint,
      AgentOptions given,
      @Nullable String java,
      List<String> added)
      throws Exception {
    List<Part> parts = new ArrayList<>();
    for (ImageEntry image : checkpoint.manifest().images()) {
      LaunchRecord record = district.readLaunch(image.member());
      JavaRuntime runtime = JavaRuntime.of(java != null ? java : javaOf(record));
      AgentOptions options =
          AgentOptions.parse(record.agentOptions())
              .with(given)
              .with(AgentOption.MEMBER, image.member())
              .with(AgentOption.RESTORE, Long.toString(checkpoint.number()));
      Part part = new Part(image.member(), record, runtime, options, new ArrayList<>());
      Progress.during(
          "verifying checkpoint " + checkpoint.number() + ", member " + part.member,
          () -> {
            verify(district, checkpoint, part);
            return null;
          });
      parts.add(part);
    }
    return new RestartPlan(district, checkpoint, parts, added);
  }

  /** The java the program was started with, or, on another machine, what its name means here. */
  private static String javaOf(LaunchRecord record) {
    Path recorded = Path.of(record.javaHome(), "bin", "java");
    if (!record.javaHome().isEmpty() && Files.isExecutable(recorded)) {
      return recorded.toString();
    }
    return record.command().isEmpty() ? "java" : record.command().get(0);
  }

  /** Checks the release, and finds out what room the image asks for. */
  private static void verify(DistrictStore district, Checkpoint checkpoint, Part part)
      throws IOException, LaunchFailed {
    try (ImageReader reader = checkpoint.open(part.member)) {
      Manifest manifest = reader.metadata(Section.MANIFEST, Manifest.class);
      if (manifest.jdkFeature != part.runtime.feature()) {
        throw new LaunchFailed(
            ExitCode.CORRUPT,
            "checkpoint "
                + checkpoint.number()
                + " of district "
                + district.name()
                + " was taken on Java "
                + manifest.jdkFeature
                + ", and "
                + part.runtime.executable()
                + " is Java "
                + part.runtime.version(),
            "Give a Java " + manifest.jdkFeature + " with --java PATH");
      }
      ThreadsMeta threads = reader.metadata(Section.THREADS, ThreadsMeta.class);
      part.room.addAll(
          MainStack.options(threads, part.record.vmArguments(), System.getProperty("os.arch", "")));
    }
  }

  /** The members, in the order of the checkpoint. */
  public List<String> members() {
    return parts.stream().map(Part::member).toList();
  }

  /** Number of the checkpoint. */
  public long checkpoint() {
    return checkpoint.number();
  }

  /**
   * Brings the working sets of all members back, when none of them runs.
   *
   * @param midway told when about half of a set is done
   */
  void bringFilesBack(Runnable midway) throws IOException {
    List<BringBack> plans = new ArrayList<>();
    for (Part part : parts) {
      try (ImageReader reader = checkpoint.open(part.member)) {
        BringBack plan = checkpoint.bringBack(part.member, reader);
        if (plan != null) {
          plans.add(plan);
        }
      }
    }
    for (BringBack plan : plans) {
      plan.run(midway);
    }
  }

  /** Starts the only member, which takes the district by itself. */
  public ForegroundJvm startAlone() throws LaunchFailed {
    Part part = parts.get(0);
    return ForegroundJvm.start(
        command(part, part.options),
        Path.of(part.record.workingDirectory()),
        part.record.environment());
  }

  /**
   * Starts one member of an incarnation that has begun; it waits for its release.
   *
   * @param inherit share the launcher's terminal, instead of writing to the member's log
   */
  ForegroundJvm start(String member, long incarnation, boolean inherit)
      throws LaunchFailed, IOException {
    Part part = parts.get(members().indexOf(member));
    List<String> command =
        command(
            part,
            part.options
                .with(AgentOption.INCARNATION, Long.toString(incarnation))
                .with(AgentOption.BARRIER, "true"));
    Path directory = Path.of(part.record.workingDirectory());
    return inherit
        ? ForegroundJvm.start(command, directory, part.record.environment())
        : ForegroundJvm.start(
            command,
            directory,
            part.record.environment(),
            district.log(member, "out"),
            district.log(member, "err"));
  }

  private List<String> command(Part part, AgentOptions options) throws LaunchFailed {
    List<String> more = new ArrayList<>(part.room);
    more.addAll(added);
    return RestoreCommand.of(part.record, part.runtime, AgentJar.option(options), more);
  }
}
