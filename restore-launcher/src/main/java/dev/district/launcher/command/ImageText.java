package dev.district.launcher.command;

import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ThreadMeta;
import dev.district.launcher.heap.BiggestObjects;
import dev.district.launcher.heap.Histogram;
import dev.district.launcher.report.Quantity;
import dev.district.launcher.report.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@link ImageContents} for people. */
final class ImageText {
  private final StringBuilder text = new StringBuilder();

  private ImageText() {}

  static String of(ImageContents contents, int classLimit) {
    ImageText text = new ImageText();
    text.origin(contents.origin());
    text.sections(contents.sections());
    text.threads(contents.threads());
    text.classes(contents.classes(), classLimit);
    text.biggest(contents.biggest());
    text.properties(contents.properties());
    return text.text.toString();
  }

  private void origin(Manifest origin) {
    text.append("checkpoint ").append(origin.checkpoint);
    text.append(", member ").append(origin.member);
    text.append(" of district ").append(origin.district);
    text.append(", incarnation ").append(origin.incarnation).append('\n');
    text.append("taken   ").append(Instant.ofEpochMilli(origin.capturedAtMillis));
    text.append(" from process ").append(origin.pid).append('\n');
    text.append("java    ").append(origin.jdkFeature).append(", ").append(origin.vmVersion);
    text.append(", ").append(origin.vmVendor).append(", ").append(origin.gc).append('\n');
    text.append("system  ").append(origin.os).append(' ').append(origin.arch).append('\n');
    text.append("main    ").append(origin.mainClass).append(' ').append(origin.arguments);
    text.append('\n');
  }

  private void sections(Map<String, Long> sections) {
    Table table = new Table("SECTION", ">SIZE");
    sections.forEach((name, bytes) -> table.row(name, Quantity.bytes(bytes)));
    text.append('\n').append(table);
  }

  private void threads(List<ThreadMeta> threads) {
    text.append("\nTHREADS (").append(threads.size()).append(")\n");
    threads.forEach(this::thread);
  }

  private void thread(ThreadMeta thread) {
    text.append('"').append(thread.name).append("\" #").append(thread.id);
    text.append(thread.daemon ? " daemon" : "").append(thread.virtual ? " virtual" : "");
    text.append(" prio=").append(thread.priority).append(' ').append(thread.state);
    if (thread.remainingNanos > 0) {
      text.append(", ").append(Quantity.time(Duration.ofNanos(thread.remainingNanos)));
      text.append(" left");
    }
    text.append('\n');
    for (FrameMeta frame : thread.frames) {
      text.append("    at ").append(ImageContents.frame(frame)).append('\n');
    }
  }

  private void classes(List<Histogram.Use> classes, int limit) {
    long objects = classes.stream().mapToLong(Histogram.Use::count).sum();
    long bytes = classes.stream().mapToLong(Histogram.Use::bytes).sum();
    text.append("\nHEAP (").append(objects).append(" objects, ").append(Quantity.bytes(bytes));
    text.append("; shallow sizes as in the heap that was captured)\n");
    Table table = new Table(">COUNT", ">SIZE", "CLASS");
    for (Histogram.Use use : classes.subList(0, Math.min(limit, classes.size()))) {
      table.row(use.count(), Quantity.bytes(use.bytes()), use.name());
    }
    text.append(table);
    if (classes.size() > limit) {
      text.append("and ").append(classes.size() - limit).append(" more; see --classes\n");
    }
  }

  private void biggest(List<BiggestObjects.Big> biggest) {
    if (biggest.isEmpty()) {
      return;
    }
    Table table = new Table(">OBJECT", ">SIZE", "CLASS");
    for (BiggestObjects.Big big : biggest) {
      table.row(big.id(), Quantity.bytes(big.bytes()), big.name());
    }
    text.append("\nLARGEST OBJECTS\n").append(table);
  }

  private void properties(Map<String, String> properties) {
    text.append("\nPROPERTIES\n");
    properties.forEach(
        (key, value) ->
            text.append("  ")
                .append(key)
                .append(" = ")
                .append(value.replace("\n", "\\n").replace("\r", "\\r"))
                .append('\n'));
  }
}
