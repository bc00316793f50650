package dev.district.core.heap;

import dev.district.jdk.MarkWord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Object to id, by identity. The array of objects is id table and breadth-first queue in one; the
 * hash table holds ids only, because random stores of references cost a card mark each and make the
 * walk several times slower.
 *
 * <p>Also notes who referred to an object first, for paths in messages, and which objects already
 * had an identity hash: asking here gives every object one.
 */
final class IdTable {
  private @Nullable Object[] objects = new Object[1 << 12];
  private int[] parents = new int[1 << 12];
  private int[] hashOf = new int[1 << 12];
  private int[] table = new int[1 << 13];
  private int last;
  private int[] hashedIds = new int[1 << 10];
  private int[] hashes = new int[1 << 10];
  private int hashed;

  /** Highest id given. */
  int last() {
    return last;
  }

  Object get(int id) {
    Object found = objects[id];
    if (found == null) {
      throw new IllegalArgumentException("no object " + id);
    }
    return found;
  }

  /** Id of the object that referred to this one first; negative for a root. */
  int parent(int id) {
    return parents[id];
  }

  /** The object's id, a new one if it has none. */
  int id(Object o, int parent) {
    int before = MarkWord.peek(o);
    int hash = before > 0 ? before : MarkWord.hash(o);
    int mask = table.length - 1;
    int slot = slot(hash, mask);
    int id = table[slot];
    while (id != 0) {
      if (objects[id] == o) {
        return id;
      }
      slot = slot + 1 & mask;
      id = table[slot];
    }
    id = ++last;
    if (id == objects.length) {
      objects = Arrays.copyOf(objects, objects.length * 2);
      parents = Arrays.copyOf(parents, parents.length * 2);
      hashOf = Arrays.copyOf(hashOf, hashOf.length * 2);
    }
    objects[id] = o;
    hashOf[id] = hash;
    parents[id] = parent;
    table[slot] = id;
    if (before != 0) {
      note(id, hash);
    }
    if (id * 2L > table.length) {
      grow();
    }
    return id;
  }

  /** The object's id, or 0 if it has none. */
  int find(Object o) {
    int hash = MarkWord.peek(o);
    if (hash == 0) {
      return 0;
    }
    if (hash < 0) {
      hash = System.identityHashCode(o);
    }
    int mask = table.length - 1;
    int slot = slot(hash, mask);
    int id = table[slot];
    while (id != 0 && objects[id] != o) {
      slot = slot + 1 & mask;
      id = table[slot];
    }
    return id;
  }

  private void note(int id, int hash) {
    if (hashed == hashedIds.length) {
      hashedIds = Arrays.copyOf(hashedIds, hashed * 2);
      hashes = Arrays.copyOf(hashes, hashed * 2);
    }
    hashedIds[hashed] = id;
    hashes[hashed++] = hash;
  }

  private void grow() {
    int[] next = new int[table.length * 2];
    int mask = next.length - 1;
    for (int id = 1; id <= last; id++) {
      int slot = slot(hashOf[id], mask);
      while (next[slot] != 0) {
        slot = slot + 1 & mask;
      }
      next[slot] = id;
    }
    table = next;
  }

  private static int slot(int hash, int mask) {
    return (hash * 0x9e3779b1 >>> 4) & mask;
  }

  /** Notes that an object had this hash before the walk gave it one. */
  void hadHash(int id, int hash) {
    note(id, hash);
  }

  int hashedCount() {
    return hashed;
  }

  int hashedId(int index) {
    return hashedIds[index];
  }

  int hash(int index) {
    return hashes[index];
  }

  /** Forgets the objects, so that the collector may have them. */
  void release() {
    objects = new Object[1];
    parents = new int[1];
    hashOf = new int[1];
    table = new int[1];
  }
}
