package dev.district.image.store;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.files.BringBack;
import dev.district.image.graph.StructureCheck;
import dev.district.image.meta.WorkingSetsMeta;
import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A committed checkpoint. */
public final class Checkpoint {
  static final String MANIFEST = "manifest";
  static final Comparator<Checkpoint> BY_NUMBER =
      new Comparator<>() {
        @Override
        public int compare(Checkpoint a, Checkpoint b) {
          return Long.compare(a.number, b.number);
        }
      };

  private static final int DIGITS = 8;
  private static final int MAX_DIGITS = 18;

  private final long number;
  private final Path directory;
  private final StoreDisk disk;

  Checkpoint(long number, Path directory, StoreDisk disk) {
    this.number = number;
    this.directory = directory;
    this.disk = disk;
  }

  /** The number in a directory's name, or 0 if it is not that of a checkpoint. */
  static long numberOf(String directoryName) {
    if (directoryName.length() < DIGITS || directoryName.length() > MAX_DIGITS) {
      return 0;
    }
    for (int i = 0; i < directoryName.length(); i++) {
      if (directoryName.charAt(i) < '0' || directoryName.charAt(i) > '9') {
        return 0;
      }
    }
    long number = Long.parseLong(directoryName);
    return directoryName(number).equals(directoryName) ? number : 0;
  }

  static String directoryName(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }

  /** From 1, growing. */
  public long number() {
    return number;
  }

  Path directory() {
    return directory;
  }

  /** The record that names the images. */
  public CheckpointManifest manifest() throws IOException {
    disk.ownership().checkDirectory(directory);
    Path file = directory.resolve(MANIFEST);
    CheckpointManifest manifest = CheckpointManifest.decode(disk.read(file), file.toString());
    if (manifest.number() != number) {
      throw new StoreException(
          Kind.CORRUPT,
          "this is the manifest of checkpoint " + manifest.number(),
          file.toString(),
          "use another checkpoint");
    }
    return manifest;
  }

  /** The file of that member's image, after checking its mode and owner. */
  public Path image(String member) throws IOException {
    Path file = directory.resolve(entry(member).fileName());
    disk.ownership().checkFile(file);
    return file;
  }

  /**
   * Opens and verifies that member's image, and makes sure that it is the one the manifest names.
   *
   * @throws ImageException if it must not be used
   */
  public ImageReader open(String member) throws IOException {
    ImageEntry entry = entry(member);
    Path file = image(member);
    ImageReader reader = ImageReader.open(file);
    if (!reader.digest().equals(entry.digest())) {
      reader.close();
      throw ImageException.corrupt(
          "the image is not the one that the checkpoint's manifest names", file.toString(), null);
    }
    return reader;
  }

  /** Where the contents of that member's working sets are; there need be none. */
  public Path files(String member) throws StoreException {
    return directory.resolve(StoreName.check(member) + ImageEntry.FILES);
  }

  /**
   * Finds out what has to be done to bring that member's working sets back; null if it has none.
   *
   * @param reader of the member's image
   * @throws IOException if they can't be brought back; nothing has been done then
   */
  public @Nullable BringBack bringBack(String member, ImageReader reader) throws IOException {
    if (!reader.has(Section.WORKING_SETS)) {
      return null;
    }
    Path files = files(member);
    if (StoreDisk.exists(files)) {
      disk.ownership().checkDirectory(files);
    }
    try {
      return BringBack.plan(
          reader.metadata(Section.WORKING_SETS, WorkingSetsMeta.class),
          files,
          StoreDisk.directoryOf(StoreDisk.directoryOf(directory)));
    } catch (IllegalArgumentException e) {
      throw ImageException.corrupt(String.valueOf(e.getMessage()), image(member).toString(), e);
    }
  }

  private void verifyFiles(String member, ImageReader reader) throws IOException {
    try {
      BringBack.verifyAll(
          reader.metadata(Section.WORKING_SETS, WorkingSetsMeta.class), files(member));
    } catch (IllegalArgumentException e) {
      throw ImageException.corrupt(String.valueOf(e.getMessage()), image(member).toString(), e);
    }
  }

  private ImageEntry entry(String member) throws IOException {
    ImageEntry entry = manifest().image(StoreName.check(member));
    if (entry == null) {
      throw new StoreException(
          Kind.NOT_FOUND,
          "checkpoint " + number + " has no member " + member,
          directory.toString(),
          "name one of its members");
    }
    return entry;
  }

  /**
   * Reads everything, checks every checksum and every reference, and returns what is wrong:
   * nothing, one exception about the manifest, or one per bad image.
   */
  public List<IOException> verify() {
    List<IOException> problems = new ArrayList<>();
    try {
      for (ImageEntry entry : manifest().images()) {
        try (ImageReader reader = open(entry.member())) {
          if (reader.has(Section.OBJECT_TABLE)) {
            var ignored = StructureCheck.of(reader);
          }
          if (reader.has(Section.WORKING_SETS)) {
            verifyFiles(entry.member(), reader);
          }
        } catch (IOException e) {
          problems.add(e);
        }
      }
    } catch (IOException e) {
      problems.add(e);
    }
    return problems;
  }
}
