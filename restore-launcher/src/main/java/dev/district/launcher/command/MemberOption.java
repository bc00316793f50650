package dev.district.launcher.command;

import dev.district.control.DistrictName;
import dev.district.control.ExitCode;
import dev.district.launcher.process.LaunchFailed;
import picocli.CommandLine.Option;

/** The member a verb is about. */
final class MemberOption {
  @Option(
      names = "--member",
      paramLabel = "M",
      defaultValue = "main",
      description = "Name of the member; ${DEFAULT-VALUE} if not given.")
  private String name = "main";

  String name() throws LaunchFailed {
    if (!DistrictName.isValid(name)) {
      throw new LaunchFailed(
          ExitCode.USAGE, "'" + name + "' " + DistrictName.REMEDY, "Choose another name");
    }
    return name;
  }
}
