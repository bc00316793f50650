package dev.district.launcher.command;

import dev.district.control.AgentOptions;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Incarnation;
import dev.district.launcher.district.RestartPlan;
import dev.district.launcher.district.Takeover;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a district back, running or not. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Stops all members of a district at once, without a checkpoint, and restarts all of them from"
          + " the newest checkpoint or an older one; in the foreground, like restart.",
      "Nothing is stopped before the checkpoint has been verified. Launchers that had started"
          + " members stay and show the output of the new ones."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher rollback d",
      "  restore-launcher rollback d --to 3"
    })
public final class RollbackVerb implements Callable<Integer>, RunsProgram {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private ProgramOptions options = new ProgramOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--to",
      paramLabel = "N",
      description = "Number of the checkpoint; the newest if not given.")
  private @Nullable Long number;

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    Path home = DistrictArgument.home();
    AgentOptions agent = options.agent(home, place.name());
    options.applyPolicy(place);
    return new Staying(place, home, agent, options, spec)
        .with(
            keeper -> {
              try (Incarnation turn = new Takeover(place).takeTurn()) {
                RestartPlan plan = new Launch(place, agent).plan(number, null, List.of());
                new Takeover(place).stopAll(turn);
                try (Incarnation next = turn.succeed()) {
                  return Together.run(place, next, plan, keeper, options.fault());
                }
              }
            });
  }
}
