package dev.district.launcher.command;

import dev.district.control.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes a district that doesn't run. */
@Command(
    name = "rm",
    mixinStandardHelpOptions = true,
    description = {
      "Removes a district and all its checkpoints, for good.",
      "Exits with 5 when it is alive: 'stop' it first."
    },
    footer = {"", "Examples:", "  restore-launcher rm d"})
public final class RemoveVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();

  @Override
  public Integer call() throws Exception {
    DistrictArgument.districts().remove(district.name());
    return ExitCode.OK.code();
  }
}
