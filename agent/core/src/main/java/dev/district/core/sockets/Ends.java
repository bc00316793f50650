package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of all members that lead out of one of them, as each member has told while all stood
 * still. Every member finds the same in it.
 *
 * <p>Addresses mean something within one network namespace only ({@code network_namespaces(7)}):
 * what members of another one tell is left out.
 */
final class Ends {
  private static final Path NAMESPACE = Path.of("/proc/self/ns/net");

  private final Map<Tuple, Far> connected = new HashMap<>();
  private final List<Far> listening = new ArrayList<>();

  /** An end, and whose it is. */
  record Far(String member, End end) {}

  /** What this member tells. */
  static String encode(List<End> ends) {
    StringBuilder text = new StringBuilder(namespace());
    for (End end : ends) {
      text.append('\n').append(end.encode());
    }
    return text.toString();
  }

  private static String namespace() {
    try {
      return Files.readSymbolicLink(NAMESPACE).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what all have told.
   *
   * @param told text by member
   */
  static Ends decode(Map<String, String> told) {
    Ends ends = new Ends();
    String here = told.isEmpty() ? "" : namespace();
    told.forEach(
        (member, text) -> {
          String[] lines = text.split("\n");
          if (lines[0].equals(here)) {
            for (int i = 1; i < lines.length; i++) {
              if (!UnixEnds.isOne(lines[i])) {
                ends.add(new Far(member, End.decode(lines[i])));
              }
            }
          }
        });
    return ends;
  }

  private void add(Far far) {
    if (far.end.isListening()) {
      listening.add(far);
    } else {
      connected.put(far.end.tuple(), far);
    }
  }

  /** What a member has told of its end of a connection; null if nothing. */
  @Nullable End connected(String member, Tuple tuple) {
    Far far = connected.get(tuple);
    return far == null || !far.member.equals(member) ? null : far.end;
  }

  /** What a member has told of its socket that listens there; null if nothing. */
  @Nullable End listening(String member, Endpoint local) {
    for (Far far : listening) {
      if (far.member.equals(member) && far.end.tuple().local().equals(local)) {
        return far.end;
      }
    }
    return null;
  }

  /** The other end of a connection, or null if it is nobody's, or nobody's yet. */
  @Nullable Far other(Tuple end) {
    return connected.get(end.mirrored());
  }

  /** The members that have a socket where the connection may wait to be accepted. */
  List<Far> waitsAt(Tuple client) {
    Far far = connected.get(client);
    if (far == null || far.end.ended() || other(client) != null) {
      return List.of();
    }
    return listening.stream().filter(one -> one.end.keepsWaiting(client)).toList();
  }

  /** Whose connections wait to be accepted there. */
  List<Far> clientsOf(End server) {
    return connected.values().stream()
        .filter(far -> server.keepsWaiting(far.end.tuple()))
        .filter(far -> !far.end.ended() && other(far.end.tuple()) == null)
        .toList();
  }

  /**
   * The members between which something has to be taken out of a connection and sent again; empty
   * if nothing.
   */
  Set<String> concerned() {
    Set<String> members = new TreeSet<>();
    for (Far far : connected.values()) {
      Far other = other(far.end.tuple());
      if (other != null && End.isUnsettled(far.end, other.end)) {
        members.add(far.member);
        members.add(other.member);
      }
      for (Far server : waitsAt(far.end.tuple())) {
        if (!server.member.equals(far.member)) {
          members.add(far.member);
          members.add(server.member);
        }
      }
    }
    return members;
  }
}
