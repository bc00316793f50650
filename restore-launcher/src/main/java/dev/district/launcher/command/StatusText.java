package dev.district.launcher.command;

import dev.district.control.StatusKey;
import dev.district.launcher.report.Quantity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A status for people: sentences' order, units, and nothing said twice. */
final class StatusText {
  /** Told with another line. */
  private static final Set<String> TOLD =
      Set.of(
          StatusKey.LAST_CHECKPOINT,
          StatusKey.LAST_CHECKPOINT_AT,
          StatusKey.PAUSE_MS,
          StatusKey.LAST_REFUSAL,
          "newest",
          "newest-at");

  private final Map<String, Object> status;
  private final Map<String, String> lines = new LinkedHashMap<>();

  private StatusText(Map<String, Object> status) {
    this.status = status;
  }

  static String of(Map<String, Object> status) {
    StatusText text = new StatusText(status);
    status.forEach(text::line);
    text.newest();
    text.put("last refused", StatusKey.LAST_REFUSAL);
    int width = text.lines.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
    StringBuilder all = new StringBuilder();
    text.lines.forEach(
        (key, value) ->
            all.append(key)
                .append(" ".repeat(width - key.length()))
                .append(value.stripTrailing().replace("\n", "\n" + " ".repeat(width)))
                .append('\n'));
    return all.toString();
  }

  private void line(String key, Object value) {
    if (key.equals(StatusKey.UPTIME_MS)) {
      lines.put("running for", time(value.toString()));
    } else if (key.equals(StatusKey.EVERY)) {
      lines.put("checkpoints every", value.toString());
    } else if (!TOLD.contains(key)) {
      lines.put(key, value.toString());
    }
  }

  private void newest() {
    Object number = status.get("newest");
    if (number != null) {
      Object pause = status.get(StatusKey.PAUSE_MS);
      boolean own = number.toString().equals(String.valueOf(status.get(StatusKey.LAST_CHECKPOINT)));
      lines.put(
          "newest checkpoint",
          number
              + ", taken "
              + status.get("newest-at")
              + (own && pause != null ? ", paused the program for " + pause + " ms" : ""));
    }
  }

  private void put(String label, String key) {
    Object value = status.get(key);
    if (value != null) {
      lines.put(label, value.toString());
    }
  }

  private static String time(String millis) {
    try {
      return Quantity.time(Duration.ofMillis(Long.parseLong(millis)));
    } catch (NumberFormatException e) {
      return millis + " ms";
    }
  }
}
