package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Checks that a path is what it should be and that nobody but this user can have had a hand in it.
 * Because every directory from the district downwards passes the check first, nobody can swap a
 * path between check and use.
 */
final class Ownership {
  private static final int TYPE_MASK = 0170000;
  private static final int TYPE_DIRECTORY = 0040000;
  private static final int TYPE_FILE = 0100000;
  private static final int TYPE_LINK = 0120000;
  private static final int GROUP_AND_OTHERS = 077;
  private static final int WRITE_GROUP_AND_OTHERS = 022;

  private final int uid;

  private Ownership(int uid) {
    this.uid = uid;
  }

  /**
   * The user this program runs as, told by the kernel: the property {@code user.name} can be
   * anything.
   */
  static Ownership ofThisProcess() throws IOException {
    Path self = Path.of("/proc/self");
    Path witness = Files.exists(self) ? self : Path.of(System.getProperty("user.home", "/"));
    return new Ownership((Integer) Files.getAttribute(witness, "unix:uid"));
  }

  /** A directory of this user's with mode 700. */
  void checkDirectory(Path path) throws IOException {
    check(path, TYPE_DIRECTORY, GROUP_AND_OTHERS, "chmod 700 ");
  }

  /** A file of this user's with mode 600. */
  void checkFile(Path path) throws IOException {
    check(path, TYPE_FILE, GROUP_AND_OTHERS, "chmod 600 ");
  }

  /** A directory of this user's that others may look into, but not change. */
  void checkHome(Path path) throws IOException {
    check(path, TYPE_DIRECTORY, WRITE_GROUP_AND_OTHERS, "chmod go-w ");
  }

  private void check(Path path, int type, int forbidden, String remedy) throws IOException {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw new StoreException(
          Kind.NOT_FOUND, "there is no such path", path.toString(), "check the name", e);
    }
    int mode = number(attributes, "mode");
    int owner = number(attributes, "uid");
    if ((mode & TYPE_MASK) == TYPE_LINK) {
      throw unsafe("a symbolic link is not followed", path, "put the real thing in its place");
    }
    if ((mode & TYPE_MASK) != type) {
      throw unsafe(
          type == TYPE_FILE ? "not a regular file" : "not a directory", path, "move it away");
    }
    if (owner != uid) {
      throw unsafe(
          "it belongs to user " + owner + ", not to you, user " + uid,
          path,
          "work as its owner, or use a DISTRICT_HOME of your own");
    }
    if ((mode & forbidden) != 0) {
      throw unsafe(
          "others have access, its mode is " + Integer.toOctalString(mode & 07777),
          path,
          "if you trust its content: " + remedy + path);
    }
  }

  private static int number(Map<String, Object> attributes, String name) {
    if (attributes.get(name) instanceof Integer value) {
      return value;
    }
    throw new IllegalStateException("the file system has no attribute unix:" + name);
  }

  private static StoreException unsafe(String reason, Path path, String remedy) {
    return new StoreException(Kind.UNSAFE, reason, path.toString(), remedy);
  }
}
