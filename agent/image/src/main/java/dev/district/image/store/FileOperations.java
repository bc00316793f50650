package dev.district.image.store;

import java.io.IOException;
import java.nio.file.Path;

/** All that the store does to the disk, one step each, so that a test can let any of them fail. */
interface FileOperations {
  /** Creates a directory with mode 700. */
  void createDirectory(Path directory) throws IOException;

  /** Creates a file, which must not exist, with mode 600 and this content. */
  void createFile(Path file, byte[] content) throws IOException;

  /** Forces a file's content to the disk. */
  void forceFile(Path file) throws IOException;

  /** Forces a directory's entries to the disk. */
  void forceDirectory(Path directory) throws IOException;

  /** Renames atomically within one directory; replaces a file of the new name. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file or an empty directory. */
  void delete(Path path) throws IOException;
}
