package dev.district.image.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that can change without a trace: those mapped for writing. Once a page of such a mapping
 * has been written to, later writes change no time of the file before the page has been written
 * back ({@code page_mkwrite}; mmap(2) leaves it open); memory file systems never do.
 */
final class Writers {
  /** Where the first write to a page through a new mapping changes the file's time. */
  private static final Set<String> HONEST = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");

  private static final int FIELDS = 6;
  private static final int PERMISSIONS = 1;
  private static final int INODE = 4;

  private final Set<Long> mapped;

  private Writers(Set<Long> mapped) {
    this.mapped = mapped;
  }

  /**
   * What some processes have mapped.
   *
   * @throws IOException if that can't be read of one that is alive
   */
  static Writers of(List<Long> processes) throws IOException {
    Set<Long> mapped = new HashSet<>();
    for (long process : processes) {
      for (String line : Files.readAllLines(Path.of("/proc/" + process + "/maps"))) {
        String[] fields = line.split(" +", FIELDS);
        if (fields.length == FIELDS && fields[PERMISSIONS].matches(".w.s")) {
          mapped.add(Long.parseLong(fields[INODE]));
        }
      }
    }
    return new Writers(mapped);
  }

  boolean mayChangeUnseen(FileEntry file) {
    return mapped.contains(file.identity().inode());
  }

  static boolean isHonest(Path set) throws IOException {
    return HONEST.contains(Files.getFileStore(set).type());
  }
}
