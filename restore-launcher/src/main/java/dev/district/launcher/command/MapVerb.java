package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.launcher.map.NodeMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All districts of this node with their members and checkpoints, as text or as a page. */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    description = "Shows all districts of this node, their members and their checkpoints.",
    footer = {
      "",
      "Examples:",
      "  restore-launcher map",
      "  restore-launcher map --html map.html     # one page with nothing outside of it"
    })
public final class MapVerb implements Callable<Integer> {
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page instead.")
  private @Nullable Path page;

  @Override
  public Integer call() throws Exception {
    NodeMap map = NodeMap.of(DistrictArgument.districts());
    Path file = page;
    if (file != null) {
      Files.writeString(file, map.html());
      return ExitCode.OK.code();
    }
    json.print(map::values, map::text);
    return ExitCode.OK.code();
  }
}
