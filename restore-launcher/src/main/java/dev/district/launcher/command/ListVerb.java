package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.CheckpointManifest;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Districts;
import dev.district.launcher.report.Quantity;
import dev.district.launcher.report.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All districts of this user. A district that can't be opened is listed with the reason. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the districts, with their state, newest checkpoint and size on disk.",
    footer = {"", "Examples:", "  restore-launcher list", "  restore-launcher list --json"})
public final class ListVerb implements Callable<Integer> {
  @Mixin private JsonOption json = new JsonOption();

  /** One district; what isn't known is null. */
  private record Row(
      String name,
      String state,
      int checkpoints,
      @Nullable Long newest,
      @Nullable String at,
      long bytes,
      @Nullable String reason) {}

  @Override
  public Integer call() throws Exception {
    Districts districts = DistrictArgument.districts();
    List<Row> rows = new ArrayList<>();
    for (String name : districts.list()) {
      rows.add(row(districts, name));
    }
    json.print(() -> forPrograms(rows), () -> table(districts, rows));
    return ExitCode.OK.code();
  }

  private static Row row(Districts districts, String name) {
    try {
      DistrictStore district = districts.open(name);
      List<Checkpoint> checkpoints = district.checkpoints();
      @Nullable Long newest = null;
      @Nullable String at = null;
      long bytes = 0;
      for (Checkpoint checkpoint : checkpoints) {
        CheckpointManifest manifest = checkpoint.manifest();
        newest = manifest.number();
        at = Instant.ofEpochMilli(manifest.createdAtMillis()).toString();
        bytes += HistoryVerb.bytes(manifest);
      }
      String state = district.isRunning() ? "running" : "stopped";
      return new Row(name, state, checkpoints.size(), newest, at, bytes, null);
    } catch (IOException e) {
      return new Row(name, "unusable", 0, null, null, 0, e.getMessage());
    }
  }

  private static List<Map<String, Object>> forPrograms(List<Row> rows) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("district", row.name);
      one.put("state", row.state);
      one.put("checkpoints", row.checkpoints);
      one.put("bytes", row.bytes);
      put(one, "newest", row.newest);
      put(one, "at", row.at);
      put(one, "reason", row.reason);
      all.add(one);
    }
    return all;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static String table(Districts districts, List<Row> rows) {
    if (rows.isEmpty()) {
      return "no districts in "
          + districts.home()
          + "; make one with 'restore-launcher format D'\n";
    }
    Table table = new Table("DISTRICT", "STATE", ">CHECKPOINTS", ">NEWEST", "AT", ">SIZE");
    StringBuilder reasons = new StringBuilder();
    for (Row row : rows) {
      table.row(
          row.name,
          row.state,
          row.checkpoints,
          row.newest == null ? "-" : row.newest,
          row.at == null ? "-" : row.at,
          Quantity.bytes(row.bytes));
      if (row.reason != null) {
        reasons.append(row.name).append(": ").append(row.reason).append('\n');
      }
    }
    return table.toString() + reasons;
  }
}
