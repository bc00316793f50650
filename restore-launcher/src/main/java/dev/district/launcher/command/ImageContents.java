package dev.district.launcher.command;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.graph.ObjectGraph;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.HeapSummary;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.launcher.heap.BiggestObjects;
import dev.district.launcher.heap.Histogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a person wants to know of an image. A section that the image doesn't have is empty here.
 *
 * @param origin who wrote it, when and where
 * @param sections bytes in the file by section
 * @param threads all captured threads
 * @param classes the class histogram, largest first: shallow sizes in the heap that was captured
 * @param biggest the largest objects
 * @param properties system properties, by name
 */
record ImageContents(
    Manifest origin,
    Map<String, Long> sections,
    List<ThreadMeta> threads,
    List<Histogram.Use> classes,
    List<BiggestObjects.Big> biggest,
    Map<String, String> properties) {
  private static final int BIGGEST = 10;

  /**
   * Reads them.
   *
   * @param secrets whether to show the values of properties that look like secrets
   */
  static ImageContents of(ImageReader reader, boolean secrets) throws ImageException {
    Manifest origin =
        reader.has(Section.MANIFEST)
            ? reader.metadata(Section.MANIFEST, Manifest.class)
            : new Manifest();
    List<ThreadMeta> threads =
        reader.has(Section.THREADS)
            ? List.of(reader.metadata(Section.THREADS, ThreadsMeta.class).threads)
            : List.of();
    Map<String, Long> sections = sections(reader);
    Map<String, String> properties = properties(reader, secrets);
    if (!reader.has(Section.OBJECT_TABLE)) {
      return new ImageContents(origin, sections, threads, summary(reader), List.of(), properties);
    }
    ObjectGraph graph = ObjectGraph.of(reader);
    return new ImageContents(
        origin,
        sections,
        threads,
        Histogram.of(graph),
        BiggestObjects.of(graph, BIGGEST),
        properties);
  }

  /** A frame as {@link StackTraceElement} prints it. */
  static String frame(FrameMeta frame) {
    String file = frame.file.isEmpty() ? "Unknown Source" : frame.file;
    String line = frame.line > 0 ? ":" + frame.line : "";
    return frame.className.replace('/', '.') + "." + frame.method + "(" + file + line + ")";
  }

  private static Map<String, Long> sections(ImageReader reader) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Section section : Section.values()) {
      if (reader.has(section)) {
        sizes.put(section.name(), reader.storedLength(section));
      }
    }
    return sizes;
  }

  /** What the writer has counted, of an image without objects. */
  private static List<Histogram.Use> summary(ImageReader reader) {
    List<Histogram.Use> classes = new ArrayList<>();
    if (reader.has(Section.SUMMARY)) {
      HeapSummary summary = reader.metadata(Section.SUMMARY, HeapSummary.class);
      for (int i = 0; i < summary.classNames.length; i++) {
        classes.add(new Histogram.Use(summary.classNames[i], summary.counts[i], summary.bytes[i]));
      }
      classes.sort(Comparator.comparingLong(Histogram.Use::bytes).reversed());
    }
    return classes;
  }

  private static Map<String, String> properties(ImageReader reader, boolean secrets) {
    Map<String, String> properties = new TreeMap<>();
    if (reader.has(Section.PROPERTIES)) {
      PropertiesMeta meta = reader.metadata(Section.PROPERTIES, PropertiesMeta.class);
      for (int i = 0; i < meta.keys.length; i++) {
        boolean shown = secrets || !SecretNames.isSecret(meta.keys[i]);
        properties.put(meta.keys[i], shown ? meta.values[i] : SecretNames.HIDDEN);
      }
    }
    return properties;
  }
}
