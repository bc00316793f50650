package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.CheckpointManifest;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Seat;
import dev.district.launcher.district.CrashPolicy;
import dev.district.launcher.district.MemberReport;
import dev.district.launcher.report.Quantity;
import dev.district.launcher.report.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the store knows of a district, and what its members say. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows whether a district runs, its members, its newest checkpoint, and what the members' agents"
          + " say of themselves.",
      "Exits with 0 whether it runs or not."
    },
    footer = {"", "Examples:", "  restore-launcher status d", "  restore-launcher status d --json"})
public final class StatusVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    List<MemberReport> members = new ArrayList<>();
    for (Seat seat : place.seats()) {
      members.add(MemberReport.of(place, DistrictArgument.home(), seat));
    }
    Map<String, Object> status = status(place);
    json.print(
        () -> {
          Map<String, Object> all = new LinkedHashMap<>(status);
          all.put("members", members.stream().map(MemberReport::values).toList());
          return all;
        },
        () -> lines(status) + table(members));
    return ExitCode.OK.code();
  }

  private static Map<String, Object> status(DistrictStore place) throws Exception {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("district", place.name());
    status.put("state", place.isRunning() ? "running" : "stopped");
    status.put("incarnation", place.incarnation());
    status.put("on-crash", CrashPolicy.of(place.config()).text());
    status.put("directory", place.directory().toString());
    List<Checkpoint> checkpoints = place.checkpoints();
    status.put("checkpoints", checkpoints.size());
    if (!checkpoints.isEmpty()) {
      CheckpointManifest newest = checkpoints.get(checkpoints.size() - 1).manifest();
      Instant at = Instant.ofEpochMilli(newest.createdAtMillis());
      status.put("newest", newest.number());
      status.put("newest-at", at.toString());
      status.put("newest-age", Quantity.time(Duration.between(at, Instant.now())));
      status.put("newest-size", Quantity.bytes(HistoryVerb.bytes(newest)));
      status.put("newest-members", String.join(" ", HistoryVerb.members(newest)));
    }
    return status;
  }

  private static String table(List<MemberReport> members) {
    if (members.isEmpty()) {
      return "";
    }
    Table table = new Table("MEMBER", "STATE", ">PID", ">UPTIME", "JAVA", "EVERY", "LAST REFUSAL");
    members.forEach(member -> table.row(member.cells()));
    StringBuilder crossings = new StringBuilder();
    for (MemberReport member : members) {
      for (String crossing : member.crossings()) {
        crossings.append("crossing  ").append(member.seat().member()).append(" to ");
        crossings.append(crossing).append('\n');
      }
    }
    return "\n" + table + (crossings.isEmpty() ? "" : "\n" + crossings);
  }

  private static String lines(Map<String, Object> status) {
    int width = status.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder lines = new StringBuilder();
    status.forEach(
        (key, value) ->
            lines
                .append(key)
                .append(" ".repeat(width - key.length() + 2))
                .append(value)
                .append('\n'));
    return lines.toString();
  }
}
