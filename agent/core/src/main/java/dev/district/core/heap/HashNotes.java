package dev.district.core.heap;

/**
 * The identity hashes that objects had, as the image carries them: pairs of object id and key of
 * the hash (see {@link HashKeys}), each as the step from the pair before.
 *
 * <pre>
 *   section  = { id-step key-step }
 *   id-step  = varint(zigzag(id − previous id))            previous id: 0 at first
 *   key-step = varint(zigzag(key − previous key − 1))      previous key: 0 at first
 *   zigzag   = 0, −1, 1, −2, 2 … become 0, 1, 2, 3, 4 …
 * </pre>
 *
 * Objects that an earlier checkpoint gave their hashes come in the order of the walk, which is
 * mostly the same again: two bytes each.
 */
final class HashNotes {
  private static final int PAIR_BYTES = 10;

  private HashNotes() {}

  /** Takes the pairs down. */
  static final class Writer {
    final PayloadOutput output = new PayloadOutput();
    private int id;
    private int key;

    void note(int objectId, int hash) {
      int next = HashKeys.key(hash);
      output.need(PAIR_BYTES);
      output.varint(zigzag(objectId - id));
      output.varint(zigzag(next - key - 1));
      id = objectId;
      key = next;
    }
  }

  /** Reads them back. */
  static final class Reader {
    private final PayloadInput input;
    private int id;
    private int key;

    Reader(PayloadInput input) {
      this.input = input;
    }

    /** Goes to the next pair; false at the end. */
    boolean next() {
      if (input.atEnd()) {
        return false;
      }
      id += signed(input.varint());
      key += signed(input.varint()) + 1;
      return true;
    }

    int id() {
      return id;
    }

    int key() {
      return key;
    }
  }

  private static int zigzag(int value) {
    return value << 1 ^ value >> 31;
  }

  private static int signed(int zigzag) {
    return zigzag >>> 1 ^ -(zigzag & 1);
  }
}
