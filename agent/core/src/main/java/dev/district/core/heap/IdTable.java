package dev.district.core.heap;

import dev.district.jdk.MarkWord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Object to id, by identity. The array of objects is id table and breadth-first queue in one.
 *
 * <p>No table is searched for most objects: one that has no identity hash when it is first met is
 * given one that says which entry is its own (see {@link HashKeys}), and finds it by that in every
 * later checkpoint too.
 *
 * <pre>
 *   hash of the object ── key ──► entries[key] = id ──► objects[id] == the object?
 *                                        │ no, or the key is none of ours
 *                                        └──► hashed (open addressing, ids only) ──► objects[id]
 * </pre>
 *
 * Objects whose hash was drawn by the VM are in the hash table. It holds ids only, because random
 * stores of references cost a card mark each and make the walk several times slower. The memory is
 * 12 to 16 bytes per object, references of 4 bytes assumed.
 *
 * <p>Also notes who referred to an object first, for paths in messages, and which objects already
 * had an identity hash: asking here gives every object one.
 */
final class IdTable {
  private static final int LEAST = 1 << 12;

  /** The hashes that objects had before. */
  final HashNotes.Writer hashes = new HashNotes.Writer();

  private final HashKeys keys = HashKeys.next();
  private @Nullable Object[] objects = new Object[LEAST + HashKeys.expected() / 8 * 9];
  private int[] parents = new int[objects.length];
  private int[] entries = new int[LEAST];
  private int[] table = new int[1 << 8];
  private int tabled;
  private int last;

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
    if (before == 0) {
      int key = keys.propose();
      if (MarkWord.set(o, HashKeys.hash(key))) {
        keys.take();
        int id = add(o, parent);
        enter(key, id);
        return id;
      }
    }
    int hash = before > 0 ? before : System.identityHashCode(o);
    int id = search(o, hash);
    if (id == 0) {
      id = add(o, parent);
      int key = HashKeys.key(hash);
      if (keys.isOurs(key) && entry(key) == 0) {
        enter(key, id);
      } else {
        tabulate(id, hash);
      }
      if (before != 0) {
        hashes.note(id, hash);
      }
    }
    return id;
  }

  /** The object's id, or 0 if it has none. */
  int find(Object o) {
    int before = MarkWord.peek(o);
    return before == 0 ? 0 : search(o, before > 0 ? before : System.identityHashCode(o));
  }

  private int search(Object o, int hash) {
    int id = entry(HashKeys.key(hash));
    if (id != 0 && objects[id] == o) {
      return id;
    }
    int mask = table.length - 1;
    int slot = slot(hash, mask);
    id = table[slot];
    while (id != 0 && objects[id] != o) {
      slot = slot + 1 & mask;
      id = table[slot];
    }
    return id;
  }

  private int entry(int key) {
    return key < entries.length ? entries[key] : 0;
  }

  private void enter(int key, int id) {
    if (key >= entries.length) {
      entries = Arrays.copyOf(entries, Math.max(key + 1, grown(entries.length)));
    }
    entries[key] = id;
  }

  private int add(Object o, int parent) {
    int id = ++last;
    if (id == objects.length) {
      objects = Arrays.copyOf(objects, grown(id));
      parents = Arrays.copyOf(parents, objects.length);
    }
    objects[id] = o;
    parents[id] = parent;
    return id;
  }

  /** Half as large again: what is copied meanwhile is held twice. */
  private static int grown(int length) {
    return length + (length >> 1);
  }

  private void tabulate(int id, int hash) {
    int mask = table.length - 1;
    int slot = slot(hash, mask);
    while (table[slot] != 0) {
      slot = slot + 1 & mask;
    }
    table[slot] = id;
    if (++tabled * 2L > table.length) {
      grow();
    }
  }

  private void grow() {
    int[] next = new int[table.length * 2];
    int mask = next.length - 1;
    for (int id : table) {
      if (id != 0) {
        int slot = slot(System.identityHashCode(objects[id]), mask);
        while (next[slot] != 0) {
          slot = slot + 1 & mask;
        }
        next[slot] = id;
      }
    }
    table = next;
  }

  private static int slot(int hash, int mask) {
    return (hash * 0x9e3779b1 >>> 4) & mask;
  }

  /** Notes that an object had this hash before the walk gave it one. */
  void hadHash(int id, int hash) {
    hashes.note(id, hash);
  }

  /** Forgets the objects, so that the collector may have them. */
  void release() {
    keys.met(last);
    objects = new Object[1];
    parents = new int[1];
    entries = new int[1];
    table = new int[1];
  }
}
