package dev.district.image;

import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.HeapSummary;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small image with metadata and bytes, the same at every call. */
final class SampleImage {
  private SampleImage() {}

  static ImageDigest write(Path file, Codec codec) throws IOException {
    try (ImageWriter writer = ImageWriter.create(file, codec)) {
      writeTo(writer);
      return writer.finish();
    }
  }

  static void writeTo(ImageWriter writer) throws IOException {
    writer.metadata(Section.MANIFEST, manifest());
    writer.metadata(Section.THREADS, threads());
    writer.bytes(Section.PAYLOAD, payload());
    writer.bytes(Section.NATIVE, List.of());
    writer.metadata(Section.PROPERTIES, properties());
    writer.metadata(Section.SUMMARY, summary());
  }

  static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.formatVersion = 1;
    manifest.jdkFeature = 17;
    manifest.vmVersion = "17.0.15+6";
    manifest.vmVendor = "Some Vendor";
    manifest.gc = "G1";
    manifest.os = "Linux";
    manifest.arch = "amd64";
    manifest.compressedOops = true;
    manifest.compressedClassPointers = true;
    manifest.objectAlignment = 8;
    manifest.district = "d";
    manifest.member = "main";
    manifest.checkpoint = 7;
    manifest.incarnation = 3;
    manifest.capturedAtMillis = 786844800000L;
    manifest.capturedNanoTime = -5;
    manifest.nextThreadId = 99;
    manifest.mainFailed = true;
    manifest.virtualThreads = true;
    manifest.pid = 4711;
    manifest.mainClass = "example.Main";
    manifest.arguments = "a \"b\" \u00e4\u20ac";
    manifest.agentVersion = "0.1.0";
    return manifest;
  }

  static ThreadsMeta threads() {
    FrameMeta frame = new FrameMeta();
    frame.kind = "BYTECODE";
    frame.typeId = 12;
    frame.className = "example.Main";
    frame.method = "run";
    frame.descriptor = "(IJ)V";
    frame.file = "Main.java";
    frame.bci = 300;
    frame.line = 42;
    frame.localKinds = new byte[] {1, 2, 2, 0};
    frame.locals = new long[] {5, -1, Long.MIN_VALUE, 0};
    frame.operandKinds = new byte[] {2};
    frame.operands = new long[] {Long.MAX_VALUE};
    frame.monitors = new int[] {5, 5};
    frame.pendingMonitor = 6;
    frame.extra = new long[] {1};
    ThreadMeta thread = new ThreadMeta();
    thread.objectId = 4;
    thread.name = "main";
    thread.id = 1;
    thread.main = true;
    thread.priority = 5;
    thread.state = "SLEEPING";
    thread.timed = true;
    thread.remainingNanos = 1_500_000_000L;
    thread.order = 1L << 32;
    thread.over = true;
    thread.interrupted = true;
    thread.frames = new FrameMeta[] {frame, new FrameMeta()};
    ThreadsMeta threads = new ThreadsMeta();
    threads.threads = new ThreadMeta[] {thread, new ThreadMeta()};
    return threads;
  }

  static PropertiesMeta properties() {
    PropertiesMeta properties = new PropertiesMeta();
    properties.keys = new String[] {"line.separator", "empty"};
    properties.values = new String[] {"\n", ""};
    return properties;
  }

  static HeapSummary summary() {
    HeapSummary summary = new HeapSummary();
    summary.classNames = new String[] {"[I"};
    summary.counts = new long[] {9};
    summary.bytes = new long[] {900};
    return summary;
  }

  /** Three chunks: compressible, random, one byte. */
  static List<ByteBuffer> payload() {
    byte[] random = new byte[333];
    new Random(42).nextBytes(random);
    List<ByteBuffer> chunks = new ArrayList<>();
    chunks.add(ByteBuffer.wrap(new byte[1000]));
    chunks.add(ByteBuffer.allocateDirect(333).put(random).flip());
    chunks.add(ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 1));
    return chunks;
  }
}
