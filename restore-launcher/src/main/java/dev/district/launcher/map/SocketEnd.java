package dev.district.launcher.map;

/**
 * One member's end of a TCP socket.
 *
 * @param local {@code address:port}
 * @param remote as the other; empty for one that listens
 * @param state one or two words
 */
record SocketEnd(String district, String member, String local, String remote, String state) {
  static final String OPEN = "open";
  static final String LISTENING = "listening";
  static final String SAVED = "saved";

  boolean isListening() {
    return remote.isEmpty();
  }

  /** The member within all districts. */
  String owner() {
    return district + "/" + member;
  }
}
