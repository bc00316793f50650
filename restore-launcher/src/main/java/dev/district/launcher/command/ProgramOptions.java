package dev.district.launcher.command;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.image.files.Journals;
import dev.district.image.files.SetPaths;
import dev.district.image.store.DistrictConfig;
import dev.district.image.store.DistrictStore;
import dev.district.launcher.district.CrashPolicy;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code run} and {@code restart} have in common. */
final class ProgramOptions {
  @Mixin private MemberOption member = new MemberOption();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description = "Checkpoint at this interval: 300ms, 5s, 2m, 1h; 0 for never, the default.")
  private @Nullable String every;

  @Option(
      names = "--keep",
      paramLabel = "COUNT",
      description = "How many checkpoints to keep; 2 if not given.")
  private @Nullable String keep;

  @Option(
      names = "--working-set",
      paramLabel = "DIR",
      description = {
        "A directory whose files belong to this member and roll back with the district: a restart"
            + " brings them back to what they were at the checkpoint; may be repeated."
      })
  private List<String> workingSets = List.of();

  @Option(
      names = "--journal",
      paramLabel = "GLOB",
      description = {
        "Files in working sets that a restart leaves as they are; a path within the set or an"
            + " absolute one, with * and ** as wildcards; may be repeated."
      })
  private List<String> journals = List.of();

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description = "Any other option of the agent; see docs/cli.md.")
  private Map<String, String> others = new LinkedHashMap<>();

  @Option(
      names = "--no-sigterm-checkpoint",
      description = "Pass SIGTERM on to the program, instead of: checkpoint, then stop.")
  private boolean noCheckpointOnTerm;

  @Option(
      names = "--on-crash",
      paramLabel = "POLICY",
      description = {
        "What to do when a member dies: 'stop' the others, too, or 'restart' all from the last"
            + " checkpoint. Kept with the district; stop if never given."
      })
  private @Nullable CrashPolicy onCrash;

  @Option(names = "--fault", hidden = true, description = "For tests: where to fail.")
  private String fault = "";

  /** Keeps with the district what is the district's. */
  void applyPolicy(DistrictStore district) throws IOException {
    String count = keep;
    if (count != null) {
      district.writeConfig(district.config().with(DistrictConfig.KEEP, count));
    }
    CrashPolicy policy = onCrash;
    if (policy != null) {
      district.writeConfig(district.config().with(CrashPolicy.KEY, policy.text()));
    }
  }

  Fault fault() {
    return Fault.of(fault);
  }

  String member() throws LaunchFailed {
    return member.name();
  }

  boolean checkpointOnTerm() {
    return !noCheckpointOnTerm;
  }

  /** The agent's options. */
  AgentOptions agent(Path home, String district) throws LaunchFailed {
    try {
      AgentOptions options =
          AgentOptions.parse("")
              .with(AgentOption.DISTRICT, district)
              .with(AgentOption.MEMBER, member())
              .with(AgentOption.HOME, home.toString());
      options = every == null ? options : options.with(AgentOption.EVERY, every);
      options = keep == null ? options : options.with(AgentOption.KEEP, keep);
      options = withFiles(options);
      for (Map.Entry<String, String> other : others.entrySet()) {
        options = options.with(known(other.getKey()), other.getValue());
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new LaunchFailed(
          ExitCode.USAGE, String.valueOf(e.getMessage()), "Correct the command line");
    }
  }

  private AgentOptions withFiles(AgentOptions options) {
    AgentOptions changed = options;
    if (!workingSets.isEmpty()) {
      List<String> absolute =
          workingSets.stream().map(set -> Path.of(set).toAbsolutePath().toString()).toList();
      changed = changed.with(AgentOption.WORKING_SET, SetPaths.join(absolute));
    }
    if (!journals.isEmpty()) {
      var ignored = new Journals(journals);
      changed = changed.with(AgentOption.JOURNAL, SetPaths.join(journals));
    }
    return changed;
  }

  private static AgentOption known(String key) {
    AgentOption option = AgentOption.of(key);
    if (option == null || option.isInternal() && option != AgentOption.FAULT) {
      throw new IllegalArgumentException("the agent has no option '" + key + "'");
    }
    return option;
  }
}
