package dev.district.control;

import java.nio.file.Path;

/** Where a member's agent listens to the agents of other districts. */
public final class PeerPlace {
  private static final String SUFFIX = ".peer";

  private PeerPlace() {}

  /** The directory of a district's sockets. */
  public static Path directory(Path home, String district) {
    return home.resolve(district).resolve("run");
  }

  /** The socket of a member. */
  public static Path of(Path home, String district, String member) {
    return directory(home, district).resolve(member + SUFFIX);
  }

  /** The member whose socket it is, or empty. */
  public static String member(Path socket) {
    String name = socket.getFileName().toString();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
  }
}
