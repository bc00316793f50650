package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.store.Checkpoint;
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

  @Override
  public Integer call() throws Exception {
    Districts districts = DistrictArgument.districts();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String name : districts.list()) {
      rows.add(row(districts, name));
    }
    json.print(() -> rows, () -> table(districts, rows));
    return ExitCode.OK.code();
  }

  private static Map<String, Object> row(Districts districts, String name) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("district", name);
    try {
      DistrictStore district = districts.open(name);
      List<Checkpoint> checkpoints = district.checkpoints();
      row.put("state", district.isRunning() ? "running" : "stopped");
      row.put("checkpoints", checkpoints.size());
      if (!checkpoints.isEmpty()) {
        Checkpoint newest = checkpoints.get(checkpoints.size() - 1);
        row.put("newest", newest.number());
        row.put("at", Instant.ofEpochMilli(newest.manifest().createdAtMillis()).toString());
      }
      long bytes = 0;
      for (Checkpoint checkpoint : checkpoints) {
        bytes += HistoryVerb.bytes(checkpoint.manifest());
      }
      row.put("bytes", bytes);
    } catch (IOException e) {
      row.put("state", "unusable");
      row.put("reason", String.valueOf(e.getMessage()));
    }
    return row;
  }

  private static String table(Districts districts, List<Map<String, Object>> rows) {
    if (rows.isEmpty()) {
      return "no districts in " + districts.home() + "; make one with 'restore-launcher format D'\n";
    }
    Table table = new Table("DISTRICT", "STATE", ">CHECKPOINTS", ">NEWEST", "AT", ">SIZE");
    StringBuilder reasons = new StringBuilder();
    for (Map<String, Object> row : rows) {
      Object bytes = row.get("bytes");
      table.row(
          row.get("district"),
          row.get("state"),
          row.getOrDefault("checkpoints", "-"),
          row.getOrDefault("newest", "-"),
          row.getOrDefault("at", "-"),
          bytes == null ? "-" : Quantity.bytes((Long) bytes));
      if (row.containsKey("reason")) {
        reasons.append(row.get("district")).append(": ").append(row.get("reason")).append('\n');
      }
    }
    return table.toString() + reasons;
  }
}
