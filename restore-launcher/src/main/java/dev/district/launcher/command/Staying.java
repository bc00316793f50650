package dev.district.launcher.command;

import dev.district.control.AgentOptions;
import dev.district.image.store.DistrictStore;
import dev.district.launcher.district.Company;
import dev.district.launcher.district.DistrictControl;
import dev.district.launcher.district.Keeper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** Starts members and stays with them, in the foreground: signals, output, crashes, exit code. */
final class Staying {
  private final DistrictStore district;
  private final Path home;
  private final AgentOptions given;
  private final ProgramOptions options;
  private final CommandSpec spec;

  Staying(
      DistrictStore district,
      Path home,
      AgentOptions given,
      ProgramOptions options,
      CommandSpec spec) {
    this.district = district;
    this.home = home;
    this.given = given;
    this.options = options;
    this.spec = spec;
  }

  /** Returns the exit code of the members. */
  int with(Callable<Company> start) throws Exception {
    return with(keeper -> start.call());
  }

  /** As the other, for a start that shows logs. */
  int with(Start start) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    DistrictControl control = new DistrictControl(district, home, options.fault());
    try (Supervisor supervisor =
        new Supervisor(district.name(), control, options.checkpointOnTerm(), err)) {
      Keeper keeper = new Keeper(district, given, options.fault(), out, err, supervisor::watch);
      supervisor.whenEnding(keeper::end);
      return keeper.keep(start.members(keeper));
    }
  }

  /** How the members are started. */
  interface Start {
    Company members(Keeper keeper) throws Exception;
  }
}
