package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.ImageReader;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.launcher.heap.Histogram;
import dev.district.launcher.heap.ImageDiff;
import dev.district.launcher.heap.ImageDiff.Change;
import dev.district.launcher.report.Progress;
import dev.district.launcher.report.Quantity;
import dev.district.launcher.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What has become more or less between two checkpoints. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two checkpoints of a district: classes whose objects became more or fewer, threads"
          + " that came and went, system properties that changed.",
      "Exits with 0 whether they differ or not; with 6 when an image is damaged."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher diff d 3 7             # what has grown since checkpoint 3",
      "  restore-launcher diff d 3 7 --json"
    })
public final class DiffVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private MemberOption member = new MemberOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(index = "1", paramLabel = "N", description = "Number of the earlier checkpoint.")
  private long earlier;

  @Parameters(index = "2", paramLabel = "M", description = "Number of the later checkpoint.")
  private long later;

  @Option(
      names = "--classes",
      paramLabel = "COUNT",
      defaultValue = "20",
      description =
          "How many classes to show, the most changed first; ${DEFAULT-VALUE} if not given.")
  private int classes = 20;

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    ImageContents before = read(place.checkpoint(earlier));
    ImageContents after = read(place.checkpoint(later));
    List<Change> changes = ImageDiff.of(before.classes(), after.classes());
    json.print(() -> forPrograms(before, after, changes), () -> forPeople(before, after, changes));
    return ExitCode.OK.code();
  }

  private ImageContents read(Checkpoint checkpoint) throws Exception {
    String name = member.name();
    return Progress.during(
        "reading checkpoint " + checkpoint.number(),
        () -> {
          try (ImageReader reader = checkpoint.open(name)) {
            return ImageContents.of(reader, false);
          }
        });
  }

  private static Map<String, Object> forPrograms(
      ImageContents before, ImageContents after, List<Change> changes) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Change change : changes) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("class", change.name());
      row.put("before", change.before());
      row.put("after", change.after());
      row.put("bytes", change.bytes());
      rows.add(row);
    }
    Map<String, Object> diff = new LinkedHashMap<>();
    diff.put("classes", rows);
    diff.put("threadsGone", missing(threads(before), threads(after)));
    diff.put("threadsNew", missing(threads(after), threads(before)));
    diff.put("properties", properties(before, after));
    return diff;
  }

  private static List<String> threads(ImageContents contents) {
    return contents.threads().stream()
        .map(thread -> '"' + thread.name + "\" #" + thread.id)
        .toList();
  }

  private static List<String> missing(List<String> some, List<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }

  private static List<String> properties(ImageContents before, ImageContents after) {
    TreeSet<String> names = new TreeSet<>(before.properties().keySet());
    names.addAll(after.properties().keySet());
    names.removeIf(
        name -> before.properties().getOrDefault(name, "").equals(after.properties().get(name)));
    return List.copyOf(names);
  }

  private String forPeople(ImageContents before, ImageContents after, List<Change> changes) {
    StringBuilder text = new StringBuilder();
    text.append("objects ").append(count(before)).append(" → ").append(count(after));
    text.append(", heap ").append(Quantity.bytes(bytes(before)));
    text.append(" → ").append(Quantity.bytes(bytes(after))).append("\n\n");
    Table table = new Table(">BEFORE", ">AFTER", ">GROWTH", "CLASS");
    for (Change change : changes.subList(0, Math.min(classes, changes.size()))) {
      String sign = change.bytes() < 0 ? "-" : "+";
      table.row(
          change.before(),
          change.after(),
          sign + Quantity.bytes(Math.abs(change.bytes())),
          change.name());
    }
    text.append(changes.isEmpty() ? "no class differs\n" : table.toString());
    list(text, "THREADS GONE", missing(threads(before), threads(after)));
    list(text, "NEW THREADS", missing(threads(after), threads(before)));
    list(text, "CHANGED PROPERTIES", properties(before, after));
    return text.toString();
  }

  private static long count(ImageContents contents) {
    return contents.classes().stream().mapToLong(Histogram.Use::count).sum();
  }

  private static long bytes(ImageContents contents) {
    return contents.classes().stream().mapToLong(Histogram.Use::bytes).sum();
  }

  private static void list(StringBuilder text, String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append('\n').append(heading).append('\n');
      lines.forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }
}
