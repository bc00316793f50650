package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictConfig;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Incarnation;
import dev.district.launcher.process.LaunchFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes old checkpoints, whether the district runs or not. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Removes the oldest checkpoints of a district until no more than the wanted number is left.",
      "It is done by itself after each checkpoint; this verb is for when the number has been lowered."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher prune d",
      "  restore-launcher prune d --keep 2 --json"
    })
public final class PruneVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--keep",
      paramLabel = "COUNT",
      description = "How many to keep, at least 2; what the district's configuration says, else 2.")
  private @Nullable Integer keep;

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    Integer wanted = keep;
    int left = wanted != null ? wanted : place.config().keep(place.directory().toString());
    if (left < DistrictConfig.MIN_KEEP) {
      throw new LaunchFailed(
          ExitCode.USAGE,
          "--keep " + left + " would leave nothing to fall back to",
          "Keep at least " + DistrictConfig.MIN_KEEP);
    }
    List<Long> removed = new ArrayList<>();
    try (Incarnation turn = place.coordinate()) {
      List<Checkpoint> before = place.checkpoints();
      turn.prune(left);
      for (Checkpoint checkpoint : before.subList(0, Math.max(0, before.size() - left))) {
        removed.add(checkpoint.number());
      }
    }
    json.print(() -> forPrograms(removed, left), () -> forPeople(removed));
    return ExitCode.OK.code();
  }

  private static Map<String, Object> forPrograms(List<Long> removed, int left) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("removed", removed);
    values.put("keep", left);
    return values;
  }

  private static String forPeople(List<Long> removed) {
    return removed.isEmpty() ? "nothing to remove\n" : "removed " + removed + "\n";
  }
}
