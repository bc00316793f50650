package dev.district.launcher.fake;

import dev.district.control.AgentCommands;
import dev.district.control.AgentOptions;
import dev.district.control.ExitCode;
import dev.district.control.Reply;
import dev.district.control.StatusKey;
import dev.district.image.ImageDigest;
import dev.district.image.ImageWriter;
import dev.district.image.Section;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.HeapSummary;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.image.store.CheckpointDraft;
import dev.district.image.store.ImageEntry;
import dev.district.image.store.Incarnation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Checkpoints of {@link FakeProgram}. Property {@code fake.refuse} makes it refuse. */
final class FakeCommands implements AgentCommands {
  private final AgentOptions options;
  private final Incarnation incarnation;

  FakeCommands(AgentOptions options, Incarnation incarnation) {
    this.options = options;
    this.incarnation = incarnation;
  }

  @Override
  public Map<String, String> status() {
    return Map.of(
        StatusKey.PID, "" + ProcessHandle.current().pid(),
        StatusKey.INCARNATION, "" + incarnation.number());
  }

  @Override
  public Reply checkpoint(boolean stop, boolean dryRun) {
    if (Boolean.getBoolean("fake.refuse")) {
      return Reply.failed(ExitCode.REFUSED, "an open file\n  at thread main\n  remedy: close it");
    }
    FakeProgram.WORLD.lock();
    try {
      return dryRun ? Reply.ok(Map.of()) : Reply.ok(Map.of(Reply.CHECKPOINT, "" + commit()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!stop) {
        FakeProgram.WORLD.unlock();
      }
    }
  }

  @Override
  public Reply stop() {
    return Reply.ok(Map.of());
  }

  private long commit() throws IOException {
    CheckpointDraft draft = incarnation.nextCheckpoint();
    ImageDigest digest;
    try (ImageWriter writer = ImageWriter.create(draft.image(options.member()))) {
      writer.metadata(Section.MANIFEST, manifest(draft.number()));
      writer.metadata(Section.THREADS, threads());
      writer.metadata(Section.SUMMARY, summary());
      writer.metadata(Section.PROPERTIES, properties());
      digest = writer.finish();
    }
    return draft
        .commit(
            System.currentTimeMillis(),
            1_000_000,
            "request",
            List.of(new ImageEntry(options.member(), digest)))
        .number();
  }

  private Manifest manifest(long number) {
    Manifest manifest = new Manifest();
    manifest.jdkFeature = Integer.getInteger("fake.feature", Runtime.version().feature());
    manifest.district = options.district();
    manifest.member = options.member();
    manifest.checkpoint = number;
    manifest.incarnation = incarnation.number();
    manifest.mainClass = FakeProgram.class.getName();
    return manifest;
  }

  private static ThreadsMeta threads() {
    FrameMeta frame = new FrameMeta();
    frame.className = FakeProgram.class.getName();
    frame.method = "goOn";
    frame.file = "FakeProgram.java";
    frame.line = 36;
    ThreadMeta thread = new ThreadMeta();
    thread.name = "main";
    thread.id = 1;
    thread.priority = 5;
    thread.state = "SLEEPING";
    thread.frames = new FrameMeta[] {frame};
    ThreadsMeta threads = new ThreadsMeta();
    threads.threads = new ThreadMeta[] {thread};
    return threads;
  }

  private static HeapSummary summary() {
    HeapSummary summary = new HeapSummary();
    summary.classNames = new String[] {"small.Class", "large.Class"};
    summary.counts = new long[] {9, 1};
    summary.bytes = new long[] {144, 5_000_000};
    return summary;
  }

  private static PropertiesMeta properties() {
    PropertiesMeta properties = new PropertiesMeta();
    properties.keys = new String[] {"round", "rounds", "pauseMs", "exitCode"};
    properties.values =
        new String[] {
          "" + FakeProgram.round,
          "" + FakeProgram.rounds,
          "" + FakeProgram.pauseMs,
          "" + FakeProgram.exitCode
        };
    return properties;
  }
}
