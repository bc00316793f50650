package dev.district.launcher.command;

import dev.district.launcher.report.Quantity;
import dev.district.launcher.report.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link ImageContents} for people. */
final class ImageText {
  private final StringBuilder text = new StringBuilder();

  private ImageText() {}

  static String of(Map<String, Object> contents, int classLimit) {
    ImageText text = new ImageText();
    text.pairs("ORIGIN", contents.get("origin"));
    text.sections(contents.get("sections"));
    text.threads(contents.get("threads"));
    text.classes(contents.get("classes"), classLimit);
    text.pairs("PROPERTIES", contents.get("properties"));
    return text.text.toString();
  }

  private void heading(String heading) {
    text.append(text.length() == 0 ? "" : "\n").append(heading).append('\n');
  }

  private void pairs(String heading, @Nullable Object pairs) {
    if (pairs instanceof Map<?, ?> map && !map.isEmpty()) {
      heading(heading);
      map.forEach(
          (key, value) -> text.append("  ").append(key).append(" = ").append(line(value)).append('\n'));
    }
  }

  private static String line(Object value) {
    return String.valueOf(value).replace("\n", "\\n").replace("\r", "\\r");
  }

  private void sections(@Nullable Object sections) {
    if (sections instanceof Map<?, ?> map) {
      Table table = new Table("SECTION", ">SIZE");
      map.forEach((name, bytes) -> table.row(name, Quantity.bytes((Long) bytes)));
      text.append('\n').append(table);
    }
  }

  private void threads(@Nullable Object threads) {
    if (threads instanceof List<?> list) {
      heading("THREADS (" + list.size() + ")");
      list.forEach(one -> thread((Map<?, ?>) one));
    }
  }

  private void thread(Map<?, ?> thread) {
    text.append("\"").append(thread.get("name")).append("\" #").append(thread.get("id"));
    text.append(Boolean.TRUE.equals(thread.get("daemon")) ? " daemon" : "");
    text.append(Boolean.TRUE.equals(thread.get("virtual")) ? " virtual" : "");
    text.append(" prio=").append(thread.get("priority")).append(' ').append(thread.get("state"));
    long left = (Long) thread.get("remainingNanos");
    text.append(left > 0 ? ", " + Quantity.time(Duration.ofNanos(left)) + " left" : "");
    text.append('\n');
    for (Object frame : (List<?>) thread.get("frames")) {
      text.append("    at ").append(frame).append('\n');
    }
  }

  private void classes(@Nullable Object classes, int limit) {
    if (classes instanceof List<?> list) {
      Table table = new Table(">COUNT", ">SIZE", "CLASS");
      for (Object one : list.subList(0, Math.min(limit, list.size()))) {
        Map<?, ?> row = (Map<?, ?>) one;
        table.row(row.get("count"), Quantity.bytes((Long) row.get("bytes")), row.get("class"));
      }
      text.append('\n').append(table);
      if (list.size() > limit) {
        text.append("and ").append(list.size() - limit).append(" more; see --classes\n");
      }
    }
  }
}
