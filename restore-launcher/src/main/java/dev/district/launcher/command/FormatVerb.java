package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.store.DistrictStore;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes an empty district. */
@Command(
    name = "format",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an empty district, a directory that only you can read and write, and says on stderr"
          + " where.",
      "Exits with 5 when there is one of that name; 'rm' removes it."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher format d",
      "  DISTRICT_HOME=/mnt/disk/districts restore-launcher format d"
    })
public final class FormatVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    DistrictStore made = DistrictArgument.districts().format(district.name());
    PrintWriter err = spec.commandLine().getErr();
    err.println("district " + made.name() + " is at " + made.directory());
    err.flush();
    return ExitCode.OK.code();
  }
}
