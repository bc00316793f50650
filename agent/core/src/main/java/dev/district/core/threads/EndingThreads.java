package dev.district.core.threads;

import dev.district.boot.ThreadSlot;
import dev.district.jdk.ThreadState;
import dev.district.jdk.VirtualThreads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Threads that have run to their end and that the VM lists no more, but that are alive: each has to
 * enter its own monitor to notify who joins it, and a stopped joiner may hold that.
 */
final class EndingThreads {
  private final Set<Thread> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  void clear() {
    seen.clear();
  }

  /** Remembers threads that are listed now. */
  void see(Collection<Thread> listed) {
    seen.addAll(listed);
  }

  /** Those among the threads seen, or waited for by stopped ones, that are ending. */
  List<Thread> among(Collection<StoppedThread> stopped) {
    for (StoppedThread thread : stopped) {
      if (thread.slot.kind == ThreadSlot.WAIT && thread.slot.waitingOn instanceof Thread awaited) {
        seen.add(awaited);
      }
    }
    List<Thread> ending = new ArrayList<>();
    for (Thread thread : seen) {
      if (ThreadState.isVirtual(thread)
          ? VirtualThreads.isEnding(thread)
          : ThreadState.isEnding(thread)) {
        ending.add(thread);
      }
    }
    return ending;
  }
}
