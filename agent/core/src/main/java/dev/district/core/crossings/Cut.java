package dev.district.core.crossings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the crossings were at a checkpoint: once it is committed, no rollback goes back further.
 */
public final class Cut {
  /** No connections. */
  public static final Cut NONE = new Cut(null, Map.of());

  /**
   * @param reads how many bytes the image has received
   * @param writes how many it has written
   */
  record Position(long reads, long writes) {}

  private final @org.jspecify.annotations.Nullable Crossings crossings;
  private final Map<Crossing, Position> positions;

  Cut(@org.jspecify.annotations.Nullable Crossings crossings, Map<Crossing, Position> positions) {
    this.crossings = crossings;
    this.positions = positions;
  }

  /** Whether the connection of this description is among them. */
  public boolean isEmpty() {
    return positions.isEmpty();
  }

  /** The checkpoint exists: the other sides may forget what only an older one would need. */
  public void committed() {
    if (crossings == null) {
      return;
    }
    Map<Peer, Map<Crossing, Position>> byPeer = new LinkedHashMap<>();
    for (Crossing crossing : crossings.table().all()) {
      byPeer.computeIfAbsent(crossing.peer, peer -> new LinkedHashMap<>());
    }
    positions.forEach(
        (crossing, position) ->
            byPeer
                .computeIfAbsent(crossing.peer, peer -> new LinkedHashMap<>())
                .put(crossing, position));
    crossings.committed(byPeer);
  }
}
