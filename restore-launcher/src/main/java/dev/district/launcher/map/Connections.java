package dev.district.launcher.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds for each end of a connection the other one, in whichever district it is. */
final class Connections {
  private final Map<List<String>, List<String>> found = new LinkedHashMap<>();
  private final Set<String> doors = new HashSet<>();

  private Connections() {}

  /**
   * All connections, grouped.
   *
   * @param modes what {@code DISTRICT/MEMBER} does about crossings; where it says nothing, those to
   *     other districts are resumed, and all others break
   */
  static List<Connection> among(List<SocketEnd> ends, Map<String, String> modes) {
    Connections connections = new Connections();
    Map<String, SocketEnd> byAddresses = new HashMap<>();
    for (SocketEnd end : ends) {
      byAddresses.putIfAbsent(end.local() + " " + end.remote(), end);
      if (end.isListening()) {
        connections.doors.add(door(end));
      }
    }
    Set<SocketEnd> told = new HashSet<>();
    for (SocketEnd end : ends) {
      if (!end.isListening() && told.add(end)) {
        SocketEnd other = byAddresses.get(end.remote() + " " + end.local());
        if (other != null) {
          told.add(other);
        }
        connections.add(end, other, modes);
      }
    }
    List<Connection> grouped = new ArrayList<>();
    connections.found.forEach(
        (key, addresses) ->
            grouped.add(
                new Connection(
                    key.get(0),
                    key.get(1),
                    Boolean.parseBoolean(key.get(2)),
                    key.get(3),
                    key.get(4),
                    List.copyOf(addresses))));
    return grouped;
  }

  private void add(SocketEnd end, @Nullable SocketEnd other, Map<String, String> modes) {
    boolean inner = other != null && other.district().equals(end.district());
    SocketEnd first = end;
    SocketEnd second = other;
    if (second != null && second.owner().compareTo(first.owner()) < 0) {
      first = second;
      second = end;
    }
    String to = second == null ? outside(first) : second.owner();
    String mode = inner ? "" : modes.getOrDefault(first.owner(), "");
    if (mode.isEmpty() && !inner) {
      mode = second == null ? "break" : "resume";
    }
    String state = first.state();
    if (second != null && !second.state().equals(SocketEnd.OPEN)) {
      state = second.state();
    }
    found
        .computeIfAbsent(
            List.of(first.owner(), to, Boolean.toString(inner), mode, state),
            key -> new ArrayList<>())
        .add(first.local() + " \u2192 " + first.remote());
  }

  /** Clients have a port each; they are told apart by their hosts only. */
  private String outside(SocketEnd end) {
    return doors.contains(door(end))
        ? "clients at " + end.remote().substring(0, end.remote().lastIndexOf(':'))
        : end.remote();
  }

  private static String door(SocketEnd end) {
    return end.owner() + end.local().substring(end.local().lastIndexOf(':'));
  }
}
