package dev.district.boot;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Thread to slot, by identity, read without a lock: every interrupt of the program asks here.
 * Writers hold a lock of their own. Like a lock would, a reader sees every slot whose {@link #put}
 * has returned (JLS 17.4.4: volatile reads and writes are in one order).
 */
final class SlotIndex {
  private static final int LEAST = 64;

  /** Open addressing; a power of two, at most half full. */
  private volatile AtomicReferenceArray<ThreadSlot> table = new AtomicReferenceArray<>(LEAST);

  private int used;

  ThreadSlot get(Thread thread) {
    AtomicReferenceArray<ThreadSlot> now = table;
    int mask = now.length() - 1;
    int at = System.identityHashCode(thread) & mask;
    ThreadSlot slot = now.get(at);
    while (slot != null && slot.thread != thread) {
      at = at + 1 & mask;
      slot = now.get(at);
    }
    return slot;
  }

  /**
   * In place of another slot of the same thread, if there is one: programs may clear thread locals.
   */
  void put(ThreadSlot slot) {
    if (replace(table, slot)) {
      return;
    }
    if (2 * ++used > table.length()) {
      AtomicReferenceArray<ThreadSlot> old = table;
      AtomicReferenceArray<ThreadSlot> larger = new AtomicReferenceArray<>(2 * old.length());
      for (int i = 0; i < old.length(); i++) {
        if (old.get(i) != null) {
          insert(larger, old.get(i));
        }
      }
      table = larger;
    }
    insert(table, slot);
  }

  /** Holds these slots and no others from now on. */
  void retain(Iterable<ThreadSlot> slots, int count) {
    int length = LEAST;
    while (length < 4 * count) {
      length *= 2;
    }
    AtomicReferenceArray<ThreadSlot> next = new AtomicReferenceArray<>(length);
    for (ThreadSlot slot : slots) {
      insert(next, slot);
    }
    used = count;
    table = next;
  }

  private static boolean replace(AtomicReferenceArray<ThreadSlot> table, ThreadSlot slot) {
    int mask = table.length() - 1;
    int at = System.identityHashCode(slot.thread) & mask;
    for (ThreadSlot there = table.get(at); there != null; there = table.get(at)) {
      if (there.thread == slot.thread) {
        table.set(at, slot);
        return true;
      }
      at = at + 1 & mask;
    }
    return false;
  }

  private static void insert(AtomicReferenceArray<ThreadSlot> table, ThreadSlot slot) {
    int mask = table.length() - 1;
    int at = System.identityHashCode(slot.thread) & mask;
    while (table.get(at) != null) {
      at = at + 1 & mask;
    }
    table.set(at, slot);
  }
}
