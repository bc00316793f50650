package dev.district.launcher.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A page on disk: it names processes, addresses and programs, hence its owner alone may read it,
 * from its first byte on. A file of that name is replaced, whole; into a pipe or a terminal the
 * page is written.
 */
public final class PageFile {
  private PageFile() {}

  public static void write(Path file, String page) throws IOException {
    boolean there = Files.exists(file);
    if (there && !Files.isRegularFile(file)) {
      Files.writeString(file, page);
      return;
    }
    Path target = there ? file.toRealPath() : file.toAbsolutePath();
    Path draft =
        target.resolveSibling("." + target.getFileName() + "-" + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    try (FileChannel channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(page.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
