package dev.district.core.sockets;

import dev.district.core.wire.Tuple;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends of connections that have been closed while bytes were under way: nobody has them any more,
 * and the kernel of this machine goes on sending.
 */
final class Orphans {
  /** FIN_WAIT1, LAST_ACK, CLOSING of {@code include/net/tcp_states.h}: the end is on its way. */
  private static final Set<Integer> SENDING = Set.of(4, 9, 11);

  private final Set<Tuple> tuples = new HashSet<>();

  private Orphans() {}

  /** Those that there are now. */
  static Orphans look() {
    Orphans orphans = new Orphans();
    KernelTable.read().forEach(orphans::add);
    return orphans;
  }

  void add(KernelTable.@Nullable Line line) {
    if (line != null && line.inode() == 0 && SENDING.contains(line.state())) {
      tuples.add(line.tuple());
    }
  }

  /** Whether the other end of that connection is one. */
  boolean hasOther(Tuple end) {
    return tuples.contains(end.mirrored());
  }
}
