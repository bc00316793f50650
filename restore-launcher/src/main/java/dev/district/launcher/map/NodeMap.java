package dev.district.launcher.map;

import dev.district.image.store.CheckpointManifest;
import dev.district.image.store.Districts;
import dev.district.launcher.report.Quantity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All districts of this user on this node, and the connections between them, at one moment. */
public final class NodeMap {
  private final List<Picture> pictures;
  private final List<Connection> connections;
  private final Instant now;

  NodeMap(List<Picture> pictures, Instant now) {
    this.pictures = List.copyOf(pictures);
    this.now = now;
    List<SocketEnd> ends = new ArrayList<>();
    Map<String, String> modes = new HashMap<>();
    for (Picture picture : pictures) {
      ends.addAll(picture.sockets());
      picture.crossings().forEach((member, mode) -> modes.put(picture.name() + "/" + member, mode));
    }
    connections = Connections.among(ends, modes);
  }

  /** Looks at all of them; one that can't be opened is shown with the reason. */
  public static NodeMap of(Districts districts) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    for (String name : districts.list()) {
      try {
        pictures.add(Picture.of(districts.open(name), districts.home()));
      } catch (IOException e) {
        pictures.add(Picture.unusable(name, e));
      }
    }
    return new NodeMap(pictures, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** For programs: each connection is with the districts of both its ends. */
  public List<Map<String, Object>> values() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Picture picture : pictures) {
      Map<String, Object> values = new LinkedHashMap<>(picture.values());
      values.put("connections", of(picture).stream().map(Connection::values).toList());
      all.add(values);
    }
    return all;
  }

  private List<Connection> of(Picture picture) {
    return connections.stream().filter(connection -> connection.touches(picture.name())).toList();
  }

  /** A page with nothing outside of it. */
  public String html() {
    return new MapPage(pictures, connections, now).html();
  }

  /** For a terminal. */
  public String text() {
    if (pictures.isEmpty()) {
      return "no districts; make one with 'restore-launcher format D'\n";
    }
    StringBuilder text = new StringBuilder();
    for (Picture picture : pictures) {
      text.append(text.length() == 0 ? "" : "\n");
      text.append("district ").append(picture.name()).append("  ").append(picture.state());
      if (picture.state().equals("unusable")) {
        text.append(": ").append(picture.trouble()).append('\n');
        continue;
      }
      text.append(", incarnation ").append(picture.incarnation());
      text.append(", on-crash ").append(picture.onCrash()).append('\n');
      for (String member : picture.names()) {
        text.append("  o ").append(member).append("  ").append(picture.state(member));
        text.append('\n');
      }
      for (Connection connection : of(picture)) {
        text.append("  - ").append(connection.from()).append(" \u2194 ").append(connection.to());
        text.append("  ").append(connection.text()).append('\n');
      }
      for (CheckpointManifest checkpoint : picture.checkpoints()) {
        text.append("  # ").append(checkpoint.number()).append("  ").append(age(checkpoint));
        text.append("  ").append(Quantity.bytes(Picture.bytes(checkpoint))).append("  ");
        text.append(Picture.members(checkpoint)).append('\n');
      }
      if (!picture.trouble().isEmpty()) {
        text.append("  ! ").append(picture.trouble()).append('\n');
      }
    }
    return text.toString();
  }

  private String age(CheckpointManifest checkpoint) {
    Instant at = Instant.ofEpochMilli(checkpoint.createdAtMillis());
    return Quantity.time(Duration.between(at, now)) + " ago";
  }
}
