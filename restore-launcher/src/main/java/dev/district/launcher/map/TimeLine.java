package dev.district.launcher.map;

import dev.district.image.store.CheckpointManifest;
import dev.district.launcher.report.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The checkpoints of a district on a line that ends now, or, if it doesn't run, with the newest: a
 * bar as high as the checkpoint is large. Those are labelled that have room, from the newest on;
 * the rest tell when pointed at.
 */
final class TimeLine {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 132;
  private static final int BASE = 84;
  private static final int HIGHEST = 58;
  private static final int LEFT = 48;
  private static final int RIGHT = 952;
  private static final int LABEL = 92;

  private final List<CheckpointManifest> checkpoints;
  private final Instant now;
  private final boolean running;

  TimeLine(List<CheckpointManifest> checkpoints, Instant now, boolean running) {
    this.checkpoints = checkpoints;
    this.now = now;
    this.running = running;
  }

  void draw(Markup page) {
    page.format(
        "<svg class=\"time\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"checkpoints over"
            + " time\">%n",
        WIDTH, HEIGHT);
    page.format("<path class=\"axis\" d=\"M%d %dH%d\"/>%n", LEFT - 20, BASE, RIGHT + 20);
    long first = checkpoints.get(0).createdAtMillis();
    long last = checkpoints.get(checkpoints.size() - 1).createdAtMillis();
    double span = Math.max(1, (running ? now.toEpochMilli() : last) - first);
    long largest = checkpoints.stream().mapToLong(Picture::bytes).max().orElse(1);
    double free = RIGHT + 1;
    if (running) {
      page.format("<text class=\"soft\" x=\"%d\" y=\"%d\">now</text>%n", RIGHT + 6, BASE + 18);
      free = RIGHT - 24;
    }
    for (int i = checkpoints.size() - 1; i >= 0; i--) {
      CheckpointManifest checkpoint = checkpoints.get(i);
      double share = Math.min(1, (checkpoint.createdAtMillis() - first) / span);
      double x = LEFT + share * (RIGHT - LEFT);
      double height = Math.max(4, (double) Picture.bytes(checkpoint) / largest * HIGHEST);
      boolean labelled = x < free;
      page.format("<g class=\"checkpoint\"><title>%s</title>", summary(checkpoint));
      page.format(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"7\" height=\"%.1f\" rx=\"3\"/>",
          x - 3.5, BASE - height, height);
      if (labelled) {
        label(page, checkpoint, x, BASE - height);
        free = x - LABEL;
      }
      page.raw("</g>\n");
    }
    page.raw("</svg>\n");
  }

  private void label(Markup page, CheckpointManifest checkpoint, double x, double top) {
    page.format(
        "<text class=\"number\" x=\"%.1f\" y=\"%.1f\">%d</text>", x, top - 7, checkpoint.number());
    page.format(
        "<text class=\"soft\" x=\"%.1f\" y=\"%d\">%s</text>", x, BASE + 18, age(checkpoint));
    page.format(
        "<text class=\"soft\" x=\"%.1f\" y=\"%d\">%s</text>",
        x, BASE + 34, Quantity.bytes(Picture.bytes(checkpoint)) + pause(checkpoint));
  }

  private static String pause(CheckpointManifest checkpoint) {
    return checkpoint.pauseNanos() <= 0 ? "" : ", " + milliseconds(checkpoint);
  }

  /** How long the district stood still; a dash where it isn't recorded. */
  static String milliseconds(CheckpointManifest checkpoint) {
    return checkpoint.pauseNanos() <= 0
        ? "\u2013"
        : Math.max(1, checkpoint.pauseNanos() / 1_000_000) + " ms";
  }

  String age(CheckpointManifest checkpoint) {
    Instant at = Instant.ofEpochMilli(checkpoint.createdAtMillis());
    return Quantity.time(Duration.between(at, now)) + " ago";
  }

  private String summary(CheckpointManifest checkpoint) {
    return "checkpoint "
        + checkpoint.number()
        + ", "
        + Instant.ofEpochMilli(checkpoint.createdAtMillis())
        + "\nincarnation "
        + checkpoint.incarnation()
        + ", "
        + checkpoint.cause()
        + "\n"
        + Quantity.bytes(Picture.bytes(checkpoint))
        + ", pause "
        + milliseconds(checkpoint)
        + "\n"
        + Picture.members(checkpoint);
  }
}
