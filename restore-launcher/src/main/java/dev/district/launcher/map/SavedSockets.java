package dev.district.launcher.map;

import dev.district.image.ImageReader;
import dev.district.image.SocketSections;
import dev.district.image.meta.Bytes;
import dev.district.image.meta.SocketMeta;
import dev.district.image.meta.SocketsMeta;
import dev.district.image.store.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The TCP sockets of a member that doesn't run, as its image has them. */
final class SavedSockets {
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int STREAM = 1;
  private static final int PORT = 2;
  private static final int INET_ADDRESS = 4;
  private static final int INET6_ADDRESS = 8;

  private SavedSockets() {}

  static List<SocketEnd> of(String district, String member, Checkpoint checkpoint)
      throws IOException {
    SocketsMeta meta;
    try (ImageReader reader = checkpoint.open(member)) {
      meta = SocketSections.read(reader, Bytes::skip);
    }
    List<SocketEnd> ends = new ArrayList<>();
    for (SocketMeta socket : meta.sockets) {
      String local = address(socket.local);
      if (socket.type != STREAM || local.isEmpty()) {
        continue;
      }
      if (socket.role.equals(SocketMeta.LISTENING)) {
        ends.add(new SocketEnd(district, member, local, "", SocketEnd.LISTENING));
      } else if (!socket.role.equals(SocketMeta.DEAD) && socket.remote.length > 0) {
        String remote = address(socket.remote);
        ends.add(new SocketEnd(district, member, local, remote, SocketEnd.SAVED));
      }
    }
    return ends;
  }

  /** A {@code sockaddr}: family in the machine's order, port, address; empty if it isn't of TCP. */
  static String address(byte[] raw) throws IOException {
    if (raw.length < PORT + 2) {
      return "";
    }
    int family = (raw[0] & 0xff) + (raw[1] & 0xff);
    int port = (raw[PORT] & 0xff) << 8 | raw[PORT + 1] & 0xff;
    if (family == INET && raw.length >= INET_ADDRESS + 4) {
      return KernelSockets.text(Arrays.copyOfRange(raw, INET_ADDRESS, INET_ADDRESS + 4), port);
    }
    if (family == INET6 && raw.length >= INET6_ADDRESS + 16) {
      return KernelSockets.text(Arrays.copyOfRange(raw, INET6_ADDRESS, INET6_ADDRESS + 16), port);
    }
    return "";
  }
}
