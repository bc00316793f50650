package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.CheckpointManifest;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.ImageEntry;
import dev.district.launcher.report.Quantity;
import dev.district.launcher.report.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The committed checkpoints of a district, oldest first. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Lists the committed checkpoints of a district, oldest first.",
    footer = {
      "",
      "Examples:",
      "  restore-launcher history d",
      "  restore-launcher history d --json"
    })
public final class HistoryVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    List<CheckpointManifest> checkpoints = new ArrayList<>();
    for (Checkpoint checkpoint : place.checkpoints()) {
      checkpoints.add(checkpoint.manifest());
    }
    json.print(
        () -> checkpoints.stream().map(HistoryVerb::row).collect(Collectors.toList()),
        () -> table(place.name(), checkpoints));
    return ExitCode.OK.code();
  }

  private static Map<String, Object> row(CheckpointManifest checkpoint) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("checkpoint", checkpoint.number());
    row.put("incarnation", checkpoint.incarnation());
    row.put("at", Instant.ofEpochMilli(checkpoint.createdAtMillis()).toString());
    row.put("cause", checkpoint.cause());
    row.put("pauseNanos", checkpoint.pauseNanos());
    row.put("members", members(checkpoint));
    row.put("bytes", bytes(checkpoint));
    return row;
  }

  static List<String> members(CheckpointManifest checkpoint) {
    return checkpoint.images().stream().map(ImageEntry::member).collect(Collectors.toList());
  }

  static long bytes(CheckpointManifest checkpoint) {
    return checkpoint.images().stream().mapToLong(image -> image.digest().size()).sum();
  }

  private static String table(String district, List<CheckpointManifest> checkpoints) {
    if (checkpoints.isEmpty()) {
      return "no checkpoint yet; take one with 'restore-launcher checkpoint " + district + "'\n";
    }
    Table table =
        new Table(">CHECKPOINT", ">INCARNATION", "AT", "CAUSE", ">PAUSE", "MEMBERS", ">SIZE");
    for (CheckpointManifest checkpoint : checkpoints) {
      table.row(
          checkpoint.number(),
          checkpoint.incarnation(),
          Instant.ofEpochMilli(checkpoint.createdAtMillis()),
          checkpoint.cause(),
          Quantity.time(Duration.ofNanos(checkpoint.pauseNanos())),
          String.join(" ", members(checkpoint)),
          Quantity.bytes(bytes(checkpoint)));
    }
    return table.toString();
  }
}
