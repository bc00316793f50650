package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.launcher.map.NodeMap;
import dev.district.launcher.map.PageFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All districts of this node: members, connections and checkpoints, as text or as a page. */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    description = {
      "Shows all districts of this node, their members, connections and checkpoints.",
      "Connections are those that the kernel knows of members that run, and those of the newest"
          + " checkpoint of a district that doesn't."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher map",
      "  restore-launcher map --html map.html     # one page with nothing outside of it"
    })
public final class MapVerb implements Callable<Integer> {
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page instead, with a graph and time lines; mode 600.")
  private @Nullable Path page;

  @Override
  public Integer call() throws Exception {
    NodeMap map = NodeMap.of(DistrictArgument.districts());
    Path file = page;
    if (file != null) {
      PageFile.write(file, map.html());
      return ExitCode.OK.code();
    }
    json.print(map::values, map::text);
    return ExitCode.OK.code();
  }
}
