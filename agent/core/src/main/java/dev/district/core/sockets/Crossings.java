package dev.district.core.sockets;

import dev.district.core.wire.Dialling;
import dev.district.core.wire.Endpoint;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What becomes, at a restart, of connections that lead out of the program. They break unless their
 * address is one to redial; and one that had bytes to be read, or had ended, breaks in any case,
 * because the program would take the new peer's bytes for the old one's.
 */
public final class Crossings {
  private static final String BREAK = "break";
  private static final String REDIAL = "redial:";
  private static final String ANY = "*";

  private final List<Address> redialled;

  /** An address; empty and 0 for any. */
  private record Address(List<String> hosts, int port) {
    boolean covers(Endpoint remote) {
      return (hosts.isEmpty() || hosts.contains(remote.host()))
          && (port == 0 || port == remote.port());
    }
  }

  private Crossings(List<Address> redialled) {
    this.redialled = redialled;
  }

  /**
   * Reads the option {@code crossing}.
   *
   * @throws IllegalArgumentException if it can't be understood
   */
  public static Crossings parse(String option) {
    List<Address> redialled = new ArrayList<>();
    for (String part : option.split(";")) {
      if (part.startsWith(REDIAL)) {
        redialled.add(address(part.substring(REDIAL.length())));
      } else if (!part.equals(BREAK) && !part.isEmpty()) {
        throw new IllegalArgumentException(
            "option crossing: '" + part + "' is neither break nor redial:HOST:PORT");
      }
    }
    return new Crossings(List.copyOf(redialled));
  }

  private static Address address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("option crossing: '" + text + "' has no port");
    }
    String host = text.substring(0, colon);
    String port = text.substring(colon + 1);
    List<String> hosts = new ArrayList<>();
    try {
      if (!host.equals(ANY)) {
        for (InetAddress address : InetAddress.getAllByName(host)) {
          hosts.add(HexFormat.of().formatHex(address.getAddress()));
        }
      }
      return new Address(hosts, port.equals(ANY) ? 0 : Integer.parseInt(port));
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("option crossing: '" + text + "' is no address", e);
    }
  }

  /** Whether a connection is to be made anew: a client's, to an address that is redialled. */
  boolean redials(SocketMeta socket) {
    if (socket.domain == KernelSocket.UNIX
        || socket.remote.length == 0
        || socket.ended
        || socket.unread.length > 0
        || Dialling.isServer(socket)) {
      return false;
    }
    Endpoint remote = Endpoint.of(socket.remote);
    return redialled.stream().anyMatch(address -> address.covers(remote));
  }
}
