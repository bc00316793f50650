package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.launcher.report.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads every byte of the images and checks all that can be checked without running them. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reads every byte of a district's images and checks it.",
      "Exits with 6 when one is damaged; each is told."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher verify d         # all checkpoints",
      "  restore-launcher verify d 3 --json"
    })
public final class VerifyVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "N",
      description = "Number of the checkpoint; all if not given.")
  private @Nullable Long number;

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    List<Checkpoint> chosen =
        number == null ? place.checkpoints() : List.of(place.checkpoint(number));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Checkpoint checkpoint : chosen) {
      rows.add(check(checkpoint));
    }
    json.print(() -> rows, () -> lines(place, rows));
    boolean sound = rows.stream().allMatch(row -> (Boolean) row.get("sound"));
    return (sound ? ExitCode.OK : ExitCode.CORRUPT).code();
  }

  private static Map<String, Object> check(Checkpoint checkpoint) throws Exception {
    List<IOException> problems =
        Progress.during("verifying checkpoint " + checkpoint.number(), checkpoint::verify);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("checkpoint", checkpoint.number());
    row.put("sound", problems.isEmpty());
    row.put("problems", problems.stream().map(Throwable::getMessage).collect(Collectors.toList()));
    return row;
  }

  private static String lines(DistrictStore place, List<Map<String, Object>> rows) {
    if (rows.isEmpty()) {
      return "district " + place.name() + " has no checkpoint\n";
    }
    StringBuilder lines = new StringBuilder();
    for (Map<String, Object> row : rows) {
      lines.append("checkpoint ").append(row.get("checkpoint"));
      lines.append(Boolean.TRUE.equals(row.get("sound")) ? ": sound\n" : ": DAMAGED\n");
      for (Object problem : (List<?>) row.get("problems")) {
        lines.append("  ").append(problem).append('\n');
      }
    }
    return lines.toString();
  }
}
