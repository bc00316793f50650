package dev.district.launcher.command;

import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.graph.ObjectGraph;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.ThreadsMeta;
import dev.district.launcher.heap.HprofWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A heap dump made from an image: a new file that only its owner can read, complete or not there.
 */
final class HeapDumpFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private HeapDumpFile() {}

  static void write(ImageReader reader, Path file) throws IOException {
    ObjectGraph graph = ObjectGraph.of(reader);
    Manifest manifest = reader.metadata(Section.MANIFEST, Manifest.class);
    ThreadsMeta threads = reader.metadata(Section.THREADS, ThreadsMeta.class);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean complete = false;
    try (OutputStream out =
        new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
      HprofWriter.write(graph, List.of(threads.threads), manifest.capturedAtMillis, out);
      complete = true;
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }
}
