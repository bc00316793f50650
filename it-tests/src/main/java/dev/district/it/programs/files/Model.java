package dev.district.it.programs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a program believes to be in a directory, to be compared with what is: names, contents,
 * permissions, and the times of the last modification, symbolic links excepted.
 */
final class Model {
  private final Path root;
  private Map<String, String> believed = new TreeMap<>();

  Model(Path root) {
    this.root = root;
  }

  /** From now on everything is believed to be as it is now. */
  void look() throws IOException {
    believed = present();
  }

  /** How many entries are not what they are believed to be, and one of them. */
  String differences() throws IOException {
    Map<String, String> present = present();
    Map<String, String> all = new TreeMap<>(believed);
    all.putAll(present);
    int count = 0;
    String example = "";
    for (String name : all.keySet()) {
      String was = String.valueOf(believed.get(name));
      String is = String.valueOf(present.get(name));
      if (!was.equals(is)) {
        count++;
        example = " such as " + name + ", believed " + was + ", is " + is;
      }
    }
    return count + example;
  }

  /** A number for names, contents and permissions of everything. */
  long digest() {
    CRC32 crc = new CRC32();
    believed.forEach(
        (name, state) -> crc.update((name + state.replaceAll(" at .*", "")).getBytes()));
    return crc.getValue();
  }

  private Map<String, String> present() throws IOException {
    Map<String, String> present = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.toList()) {
        present.put(root.relativize(path).toString(), state(path));
      }
    }
    return present;
  }

  private static String state(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link to " + Files.readSymbolicLink(path);
    }
    FileTime time = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    if (Files.isDirectory(path)) {
      return mode + " at " + time;
    }
    CRC32 crc = new CRC32();
    crc.update(Files.readAllBytes(path));
    return mode + " of " + Files.size(path) + " bytes, " + crc.getValue() + " at " + time;
  }
}
