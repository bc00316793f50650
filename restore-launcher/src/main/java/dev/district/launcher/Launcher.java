package dev.district.launcher;

import dev.district.launcher.command.CheckpointVerb;
import dev.district.launcher.command.DemoVerb;
import dev.district.launcher.command.DiffVerb;
import dev.district.launcher.command.DoctorVerb;
import dev.district.launcher.command.Errors;
import dev.district.launcher.command.FormatVerb;
import dev.district.launcher.command.HistoryVerb;
import dev.district.launcher.command.InspectVerb;
import dev.district.launcher.command.ListVerb;
import dev.district.launcher.command.MapVerb;
import dev.district.launcher.command.PruneVerb;
import dev.district.launcher.command.RemoveVerb;
import dev.district.launcher.command.RestartVerb;
import dev.district.launcher.command.RollbackVerb;
import dev.district.launcher.command.RunVerb;
import dev.district.launcher.command.StatusVerb;
import dev.district.launcher.command.StopVerb;
import dev.district.launcher.command.VerifyVerb;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. The launcher is base: it keeps no state but the store's, and may be killed at
 * any instant.
 */
@Command(
    name = "restore-launcher",
    mixinStandardHelpOptions = true,
    versionProvider = LauncherVersion.class,
    description = "Runs Java programs that survive: checkpoint, SIGKILL, restart.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:wrong usage",
      "3:refused: the state can't be captured or restored",
      "4:no such district, member or checkpoint",
      "5:busy or locked",
      "6:corrupt or incompatible image",
      "7:timed out",
      "125-127:run, restart: the launcher itself failed, java can't be executed, java not found;"
          + " otherwise run and restart exit as the program did"
    },
    footer = {
      "",
      "Districts live in $DISTRICT_HOME, else $XDG_STATE_HOME/districts,",
      "else ~/.local/state/districts.",
      "",
      "A first try:",
      "  restore-launcher demo",
      "  restore-launcher format d",
      "  restore-launcher run d -- java -jar app.jar",
      "  restore-launcher checkpoint d --stop      (in another terminal)",
      "  restore-launcher restart d"
    },
    subcommands = {
      FormatVerb.class,
      RunVerb.class,
      CheckpointVerb.class,
      RestartVerb.class,
      RollbackVerb.class,
      StopVerb.class,
      ListVerb.class,
      StatusVerb.class,
      HistoryVerb.class,
      MapVerb.class,
      InspectVerb.class,
      DiffVerb.class,
      VerifyVerb.class,
      PruneVerb.class,
      RemoveVerb.class,
      DoctorVerb.class,
      DemoVerb.class,
      GenerateCompletion.class
    })
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, ready to execute. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Launcher());
    line.setExecutionExceptionHandler(new Errors());
    line.setParameterExceptionHandler(new Errors());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    return line;
  }
}
