package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reading and writing in the store: checks before every reading, temp, force and rename for every
 * writing.
 */
final class StoreDisk {
  private static final String TEMPORARY = ".tmp-";
  private static final int MAX_RECORD_BYTES = 16 << 20;

  private final FileOperations operations;
  private final Ownership ownership;

  StoreDisk(FileOperations operations, Ownership ownership) {
    this.operations = operations;
    this.ownership = ownership;
  }

  FileOperations operations() {
    return operations;
  }

  Ownership ownership() {
    return ownership;
  }

  /** The content of a private file. */
  byte[] read(Path file) throws IOException {
    ownership.checkFile(file);
    if (Files.size(file) > MAX_RECORD_BYTES) {
      throw new StoreException(
          Kind.CORRUPT, "the record is too large", file.toString(), "move it away");
    }
    return Files.readAllBytes(file);
  }

  /**
   * Puts a file in place whole: after a crash there is the old content or the new. Of processes
   * that do so at once the last one wins.
   */
  void replace(Path file, byte[] content) throws IOException {
    String own = file.getFileName() + "-" + ProcessHandle.current().pid();
    Path temporary = file.resolveSibling(TEMPORARY + own);
    if (exists(temporary)) {
      operations.delete(temporary);
    }
    operations.createFile(temporary, content);
    operations.forceFile(temporary);
    operations.rename(temporary, file);
    operations.forceDirectory(directoryOf(file));
  }

  /** Makes a private directory unless somebody has, and checks it in any case. */
  void ensureDirectory(Path directory) throws IOException {
    if (!exists(directory)) {
      try {
        operations.createDirectory(directory);
      } catch (FileAlreadyExistsException e) {
        // made by somebody else at the same time
      }
    }
    ownership.checkDirectory(directory);
  }

  /** Makes an empty private file unless somebody has made one, and checks it in any case. */
  void ensureFile(Path file) throws IOException {
    if (!exists(file)) {
      try {
        operations.createFile(file, new byte[0]);
      } catch (FileAlreadyExistsException e) {
        // made by somebody else at the same time
      }
    }
    ownership.checkFile(file);
  }

  /** Deletes a tree; symbolic links are deleted, not followed. */
  void deleteTree(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : entries(path)) {
        deleteTree(entry);
      }
    }
    operations.delete(path);
  }

  /** What is in a directory, ordered by name. */
  static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        entries.add(entry);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(entries);
    return entries;
  }

  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  static Path directoryOf(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " has no directory");
    }
    return parent;
  }
}
