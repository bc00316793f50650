package dev.district.launcher.map;

import dev.district.image.store.CheckpointManifest;
import dev.district.image.store.Districts;
import dev.district.launcher.district.MemberReport;
import dev.district.launcher.report.Quantity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All districts of this user on this node, at one moment. */
public final class NodeMap {
  private final List<Picture> pictures;
  private final Instant now;

  private NodeMap(List<Picture> pictures, Instant now) {
    this.pictures = pictures;
    this.now = now;
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

  /** For programs. */
  public List<Map<String, Object>> values() {
    return pictures.stream().map(Picture::values).toList();
  }

  /** A page with nothing outside of it. */
  public String html() {
    return new MapPage(pictures, now).html();
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
      if (!picture.trouble().isEmpty()) {
        text.append(": ").append(picture.trouble()).append('\n');
        continue;
      }
      text.append(", incarnation ").append(picture.incarnation());
      text.append(", on-crash ").append(picture.onCrash()).append('\n');
      for (MemberReport member : picture.members()) {
        text.append("  o ").append(member.seat().member()).append("  ").append(member.state());
        if (member.seat().alive()) {
          text.append("  pid ").append(member.seat().pid());
        }
        text.append('\n');
      }
      for (CheckpointManifest checkpoint : picture.checkpoints()) {
        text.append("  # ").append(checkpoint.number()).append("  ").append(age(checkpoint));
        text.append("  ").append(Quantity.bytes(Picture.bytes(checkpoint))).append("  ");
        text.append(Picture.members(checkpoint)).append('\n');
      }
    }
    return text.toString();
  }

  private String age(CheckpointManifest checkpoint) {
    Instant at = Instant.ofEpochMilli(checkpoint.createdAtMillis());
    return Quantity.time(Duration.between(at, now)) + " ago";
  }
}
