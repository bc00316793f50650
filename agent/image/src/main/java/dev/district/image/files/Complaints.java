package dev.district.image.files;

import java.nio.file.Path;

/** Told of what in a working set can't be taken down. */
@FunctionalInterface
public interface Complaints {
  void add(Path place, String cause, String remedy);
}
