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
    Map<Long, List<String>> problems = new LinkedHashMap<>();
    for (Checkpoint checkpoint : chosen) {
      List<String> found = new ArrayList<>();
      for (IOException one :
          Progress.during("verifying checkpoint " + checkpoint.number(), checkpoint::verify)) {
        found.add(String.valueOf(one.getMessage()));
      }
      problems.put(checkpoint.number(), found);
    }
    json.print(() -> forPrograms(problems), () -> forPeople(place, problems));
    boolean sound = problems.values().stream().allMatch(List::isEmpty);
    return (sound ? ExitCode.OK : ExitCode.CORRUPT).code();
  }

  private static List<Map<String, Object>> forPrograms(Map<Long, List<String>> problems) {
    List<Map<String, Object>> rows = new ArrayList<>();
    problems.forEach(
        (number, found) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("checkpoint", number);
          row.put("sound", found.isEmpty());
          row.put("problems", found);
          rows.add(row);
        });
    return rows;
  }

  private static String forPeople(DistrictStore place, Map<Long, List<String>> problems) {
    if (problems.isEmpty()) {
      return "district " + place.name() + " has no checkpoint\n";
    }
    StringBuilder lines = new StringBuilder();
    problems.forEach(
        (number, found) -> {
          lines.append("checkpoint ").append(number);
          lines.append(found.isEmpty() ? ": sound\n" : ": DAMAGED\n");
          found.forEach(problem -> lines.append("  ").append(problem).append('\n'));
        });
    return lines.toString();
  }
}
