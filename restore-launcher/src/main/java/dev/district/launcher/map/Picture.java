package dev.district.launcher.map;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
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
import java.util.TreeMap;

/**
 * What is shown of one district.
 *
 * @param crossings what each member does about connections that lead outside
 * @param sockets of the members as they run, or as the newest checkpoint has them
 * @param trouble why it, or a part of it, can't be looked at; empty when it can
 */
record Picture(
    String name,
    boolean running,
    long incarnation,
    String onCrash,
    List<MemberReport> members,
    Map<String, String> crossings,
    List<SocketEnd> sockets,
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
    boolean running = district.isRunning();
    StringBuilder trouble = new StringBuilder();
    List<SocketEnd> sockets = running ? kernel(district, members) : saved(district, trouble);
    Map<String, String> crossings = new TreeMap<>();
    for (String member : names(members, checkpoints)) {
      crossings.put(member, crossing(district, member));
    }
    return new Picture(
        district.name(),
        running,
        district.incarnation(),
        CrashPolicy.of(district.config()).text(),
        List.copyOf(members),
        crossings,
        sockets,
        List.copyOf(checkpoints),
        trouble.toString());
  }

  static Picture unusable(String name, IOException reason) {
    return new Picture(
        name,
        false,
        0,
        "",
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        String.valueOf(reason.getMessage()));
  }

  private static List<SocketEnd> kernel(DistrictStore district, List<MemberReport> members) {
    List<SocketEnd> sockets = new ArrayList<>();
    for (MemberReport member : members) {
      Seat seat = member.seat();
      if (seat.alive()) {
        sockets.addAll(KernelSockets.of(district.name(), seat.member(), seat.pid()));
      }
    }
    return sockets;
  }

  /** A damaged image is no reason not to show the rest. */
  private static List<SocketEnd> saved(DistrictStore district, StringBuilder trouble) {
    List<SocketEnd> sockets = new ArrayList<>();
    try {
      Checkpoint latest = district.latest();
      if (latest != null) {
        for (ImageEntry image : latest.manifest().images()) {
          sockets.addAll(SavedSockets.of(district.name(), image.member(), latest));
        }
      }
    } catch (IOException e) {
      trouble.append("connections of the newest checkpoint: ").append(e.getMessage());
    }
    return sockets;
  }

  private static String crossing(DistrictStore district, String member) {
    try {
      AgentOptions options = AgentOptions.parse(district.readLaunch(member).agentOptions());
      return options.withDefaults(district.config().values()).get(AgentOption.CROSSING);
    } catch (IOException | IllegalArgumentException e) {
      return AgentOption.CROSSING.defaultValue();
    }
  }

  /** Those that have a seat; of a district that doesn't run also those of its newest checkpoint. */
  List<String> names() {
    return names(members, running ? List.of() : checkpoints);
  }

  private static List<String> names(
      List<MemberReport> members, List<CheckpointManifest> checkpoints) {
    Map<String, String> names = new TreeMap<>();
    members.forEach(member -> names.put(member.seat().member(), ""));
    if (!checkpoints.isEmpty()) {
      checkpoints
          .get(checkpoints.size() - 1)
          .images()
          .forEach(image -> names.put(image.member(), ""));
    }
    return List.copyOf(names.keySet());
  }

  /** What is said of a member: its state, and its process while it is alive. */
  String state(String member) {
    for (MemberReport report : members) {
      if (report.seat().member().equals(member)) {
        return report.state() + (report.seat().alive() ? ", pid " + report.seat().pid() : "");
      }
    }
    return "saved";
  }

  /** Running, stopped, or unusable. */
  String state() {
    boolean looked = incarnation > 0 || trouble.isEmpty();
    return !looked ? "unusable" : running ? "running" : "stopped";
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
      row.put("pauseNanos", checkpoint.pauseNanos());
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
