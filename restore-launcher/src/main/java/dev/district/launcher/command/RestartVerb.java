package dev.district.launcher.command;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Incarnation;
import dev.district.launcher.district.Company;
import dev.district.launcher.district.RestartPlan;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes on from a checkpoint in a fresh JVM and stays with it. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = {
      "Goes on from the newest checkpoint, in a fresh JVM for each member with the command line, working directory"
          + " and JVM options the program was started with; in the foreground, like run.",
      "Several members write to log/MEMBER.out and .err in the district's directory, which are shown"
          + " here with the member's name before each line; none runs before all are restored.",
      "Exits with 4 when there is no checkpoint, 5 when the district is alive, 6 when the image is"
          + " damaged or of another Java release; otherwise as the program does."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher restart d",
      "  restore-launcher restart d --at 3",
      "  restore-launcher restart d --jvm-arg=-Xmx4g --jvm-arg=-XX:+UseParallelGC",
      "  restore-launcher restart d --missing-files=create",
      "  restore-launcher restart d --java other-jdk-17/bin/java"
    })
public final class RestartVerb implements Callable<Integer>, RunsProgram {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private ProgramOptions options = new ProgramOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--at",
      paramLabel = "N",
      description = "Number of the checkpoint; the newest if not given.")
  private @Nullable Long number;

  @Option(
      names = "--java",
      paramLabel = "PATH",
      description = "Another java of the same feature release.")
  private @Nullable String java;

  @Option(
      names = "--jvm-arg",
      paramLabel = "OPTION",
      description = "One more JVM option; may be repeated; wins over the recorded ones.")
  private List<String> added = List.of();

  @Option(
      names = "--missing-files",
      paramLabel = "refuse|create|skip",
      description =
          "What to do about files the program had open that are missing or not what they were:"
              + " refuse the restart, make them anew, or leave them closed.")
  private @Nullable String missingFiles;

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    Path home = DistrictArgument.home();
    AgentOptions agent = options.agent(home, place.name());
    if (missingFiles != null) {
      agent = agent.with(AgentOption.MISSING_FILES, missingFiles);
    }
    options.applyPolicy(place);
    Launch.refuseWhenRunning(place);
    RestartPlan plan = plan(place, agent);
    Staying staying = new Staying(place, home, agent, options, spec);
    if (plan.members().size() == 1) {
      return staying.with(() -> Company.of(place, plan.members().get(0), plan.startAlone()));
    }
    return staying.with(
        keeper -> {
          try (Incarnation turn = place.conduct()) {
            return Together.run(place, turn, plan, keeper, options.fault());
          }
        });
  }

  /** Somebody who has restarted the district meanwhile may have removed what was being read. */
  private RestartPlan plan(DistrictStore place, AgentOptions agent) throws Exception {
    try {
      return new Launch(place, agent).plan(number, java, added);
    } catch (IOException | LaunchFailed e) {
      Launch.refuseWhenRunning(place);
      throw e;
    }
  }
}
