package dev.district.launcher.map;

import dev.district.image.store.Checkpoint;
import dev.district.image.store.CheckpointManifest;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.ImageEntry;
import dev.district.image.store.Seat;
import dev.district.launcher.district.CrashPolicy;
import dev.district.launcher.district.MemberReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is shown of one district.
 *
 * @param trouble why it can't be looked at; empty when it can
 */
record Picture(
    String name,
    boolean running,
    long incarnation,
    String onCrash,
    List<MemberReport> members,
    List<CheckpointManifest> checkpoints,
    String trouble) {

  static Picture of(DistrictStore district, Path home) throws IOException {
    List<MemberReport> members = new ArrayList<>();
    for (Seat seat : district.seats()) {
      members.add(MemberReport.of(district, home, seat));
    }
    List<CheckpointManifest> checkpoints = new ArrayList<>();
    for (Checkpoint checkpoint : district.checkpoints()) {
      checkpoints.add(checkpoint.manifest());
    }
    return new Picture(
        district.name(),
        district.isRunning(),
        district.incarnation(),
        CrashPolicy.of(district.config()).text(),
        members,
        checkpoints,
        "");
  }

  static Picture unusable(String name, IOException reason) {
    return new Picture(
        name, false, 0, "", List.of(), List.of(), String.valueOf(reason.getMessage()));
  }

  /** Running, stopped, or unusable. */
  String state() {
    return !trouble.isEmpty() ? "unusable" : running ? "running" : "stopped";
  }

  static long bytes(CheckpointManifest checkpoint) {
    return checkpoint.images().stream().mapToLong(image -> image.digest().size()).sum();
  }

  static String members(CheckpointManifest checkpoint) {
    return String.join(" ", checkpoint.images().stream().map(ImageEntry::member).toList());
  }

  /** For programs. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("district", name);
    values.put("state", state());
    values.put("incarnation", incarnation);
    values.put("on-crash", onCrash);
    values.put("members", members.stream().map(MemberReport::values).toList());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (CheckpointManifest checkpoint : checkpoints) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("checkpoint", checkpoint.number());
      row.put("incarnation", checkpoint.incarnation());
      row.put("at", Instant.ofEpochMilli(checkpoint.createdAtMillis()).toString());
      row.put("cause", checkpoint.cause());
      row.put("bytes", bytes(checkpoint));
      row.put("members", members(checkpoint));
      rows.add(row);
    }
    values.put("checkpoints", rows);
    if (!trouble.isEmpty()) {
      values.put("reason", trouble);
    }
    return values;
  }
}
