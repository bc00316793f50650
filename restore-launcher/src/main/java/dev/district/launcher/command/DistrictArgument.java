package dev.district.launcher.command;

import dev.district.control.DistrictHome;
import dev.district.control.DistrictName;
import dev.district.control.ExitCode;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Districts;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The district a verb is about. */
final class DistrictArgument {
  @Parameters(index = "0", paramLabel = "D", description = "Name of the district.")
  private String name = "";

  String name() throws LaunchFailed {
    if (!DistrictName.isValid(name)) {
      throw new LaunchFailed(
          ExitCode.USAGE, "'" + name + "' " + DistrictName.REMEDY, "Choose another name");
    }
    return name;
  }

  /** The district, which has to be there. */
  DistrictStore open() throws LaunchFailed, IOException {
    return districts().open(name());
  }

  /** The district, made when there is none of that name. */
  DistrictStore openOrFormat() throws LaunchFailed, IOException {
    return districts().openOrFormat(name());
  }

  /** The committed checkpoint of that number, the newest if it is null. */
  static Checkpoint checkpoint(DistrictStore district, @Nullable Long number)
      throws LaunchFailed, IOException {
    if (number != null) {
      return district.checkpoint(number);
    }
    Checkpoint latest = district.latest();
    if (latest == null) {
      throw new LaunchFailed(
          ExitCode.NO_SUCH,
          "district " + district.name() + " has no checkpoint",
          "Take one while it runs: restore-launcher checkpoint " + district.name());
    }
    return latest;
  }

  /** All districts of this user. */
  static Districts districts() throws IOException {
    return Districts.at(home());
  }

  static Path home() {
    return DistrictHome.of(System.getProperties(), System.getenv());
  }
}
