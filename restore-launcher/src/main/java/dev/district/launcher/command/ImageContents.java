package dev.district.launcher.command;

import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.HeapSummary;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image as maps and lists, the form of {@code inspect --json}. Sections that an image doesn't
 * have are left out.
 */
final class ImageContents {
  private ImageContents() {}

  static Map<String, Object> of(ImageReader reader) {
    Map<String, Object> contents = new LinkedHashMap<>();
    if (reader.has(Section.MANIFEST)) {
      contents.put("origin", origin(reader.metadata(Section.MANIFEST, Manifest.class)));
    }
    contents.put("sections", sections(reader));
    if (reader.has(Section.THREADS)) {
      contents.put("threads", threads(reader.metadata(Section.THREADS, ThreadsMeta.class)));
    }
    if (reader.has(Section.SUMMARY)) {
      contents.put("classes", classes(reader.metadata(Section.SUMMARY, HeapSummary.class)));
    }
    if (reader.has(Section.PROPERTIES)) {
      contents.put(
          "properties", properties(reader.metadata(Section.PROPERTIES, PropertiesMeta.class)));
    }
    return contents;
  }

  private static Map<String, Object> origin(Manifest manifest) {
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("district", manifest.district);
    origin.put("member", manifest.member);
    origin.put("checkpoint", manifest.checkpoint);
    origin.put("incarnation", manifest.incarnation);
    origin.put("at", Instant.ofEpochMilli(manifest.capturedAtMillis).toString());
    origin.put("java", manifest.jdkFeature);
    origin.put("vm", manifest.vmVersion);
    origin.put("vendor", manifest.vmVendor);
    origin.put("gc", manifest.gc);
    origin.put("os", manifest.os);
    origin.put("arch", manifest.arch);
    origin.put("pid", manifest.pid);
    origin.put("main", manifest.mainClass);
    origin.put("arguments", manifest.arguments);
    origin.put("agent", manifest.agentVersion);
    return origin;
  }

  private static Map<String, Object> sections(ImageReader reader) {
    Map<String, Object> sizes = new LinkedHashMap<>();
    for (Section section : Section.values()) {
      if (reader.has(section)) {
        sizes.put(section.name(), reader.storedLength(section));
      }
    }
    return sizes;
  }

  private static List<Map<String, Object>> threads(ThreadsMeta meta) {
    List<Map<String, Object>> threads = new ArrayList<>();
    for (ThreadMeta thread : meta.threads) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", thread.name);
      one.put("id", thread.id);
      one.put("state", thread.state);
      one.put("daemon", thread.daemon);
      one.put("virtual", thread.virtual);
      one.put("priority", thread.priority);
      one.put("remainingNanos", thread.remainingNanos);
      List<String> frames = new ArrayList<>();
      for (FrameMeta frame : thread.frames) {
        frames.add(frame(frame));
      }
      one.put("frames", frames);
      threads.add(one);
    }
    return threads;
  }

  /** As {@link StackTraceElement} prints it. */
  private static String frame(FrameMeta frame) {
    String file = frame.file.isEmpty() ? "Unknown Source" : frame.file;
    String line = frame.line > 0 ? ":" + frame.line : "";
    return frame.className.replace('/', '.') + "." + frame.method + "(" + file + line + ")";
  }

  private static List<Map<String, Object>> classes(HeapSummary summary) {
    List<Map<String, Object>> classes = new ArrayList<>();
    for (int i = 0; i < summary.classNames.length; i++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("class", summary.classNames[i]);
      one.put("count", summary.counts[i]);
      one.put("bytes", summary.bytes[i]);
      classes.add(one);
    }
    Comparator<Map<String, Object>> bySize = Comparator.comparingLong(c -> (Long) c.get("bytes"));
    classes.sort(bySize.reversed());
    return classes;
  }

  private static Map<String, Object> properties(PropertiesMeta meta) {
    Map<String, Object> properties = new TreeMap<>();
    for (int i = 0; i < meta.keys.length; i++) {
      properties.put(meta.keys[i], meta.values[i]);
    }
    return properties;
  }
}
