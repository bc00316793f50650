package dev.district.launcher.command;

import dev.district.control.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes an empty district. */
@Command(
    name = "format",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an empty district: a directory that only you can read and write.",
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

  @Override
  public Integer call() throws Exception {
    DistrictArgument.districts().format(district.name());
    return ExitCode.OK.code();
  }
}
