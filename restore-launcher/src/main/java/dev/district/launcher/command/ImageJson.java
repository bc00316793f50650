package dev.district.launcher.command;

import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ThreadMeta;
import dev.district.launcher.heap.BiggestObjects;
import dev.district.launcher.heap.Histogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link ImageContents} as maps and lists, for programs. */
final class ImageJson {
  private ImageJson() {}

  static Map<String, Object> of(ImageContents contents) {
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("origin", origin(contents.origin()));
    image.put("sections", contents.sections());
    image.put("threads", threads(contents.threads()));
    image.put("classes", classes(contents));
    image.put("biggest", biggest(contents));
    image.put("properties", contents.properties());
    return image;
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

  private static List<Map<String, Object>> threads(List<ThreadMeta> captured) {
    List<Map<String, Object>> threads = new ArrayList<>();
    for (ThreadMeta thread : captured) {
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
        frames.add(ImageContents.frame(frame));
      }
      one.put("frames", frames);
      threads.add(one);
    }
    return threads;
  }

  private static List<Map<String, Object>> classes(ImageContents contents) {
    List<Map<String, Object>> classes = new ArrayList<>();
    for (Histogram.Use use : contents.classes()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("class", use.name());
      one.put("count", use.count());
      one.put("bytes", use.bytes());
      classes.add(one);
    }
    return classes;
  }

  private static List<Map<String, Object>> biggest(ImageContents contents) {
    List<Map<String, Object>> biggest = new ArrayList<>();
    for (BiggestObjects.Big big : contents.biggest()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("object", big.id());
      one.put("class", big.name());
      one.put("bytes", big.bytes());
      biggest.add(one);
    }
    return biggest;
  }
}
