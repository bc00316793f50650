package dev.district.core.types;

import java.util.ArrayList;
import java.util.List;

/**
 * How the fields of an object, or the statics of a class, are moved between memory and payload:
 * primitives first, as moves of 8, 4, 2 or 1 bytes, neighbours merged, then references. Merging
 * never changes the payload, only the number of moves.
 *
 * @param moves offset of each move, in payload order
 * @param sizes bytes of each move
 * @param primitiveBytes sum of the sizes
 * @param references offset of each reference, in payload order
 */
public record FieldPlan(long[] moves, byte[] sizes, int primitiveBytes, long[] references) {
  /**
   * A plan for slots given in payload order: all primitives of all classes, then all references.
   */
  public static FieldPlan of(List<FieldSlot> slots) {
    List<FieldSlot> primitives = new ArrayList<>();
    List<FieldSlot> references = new ArrayList<>();
    for (FieldSlot slot : slots) {
      (slot.isReference() ? references : primitives).add(slot);
    }
    List<long[]> moves = new ArrayList<>();
    int bytes = 0;
    for (FieldSlot slot : primitives) {
      moves.add(new long[] {slot.offset(), slot.size()});
      bytes += slot.size();
    }
    while (mergeOnce(moves)) {}
    byte[] sizes = new byte[moves.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = (byte) moves.get(i)[1];
    }
    return new FieldPlan(
        moves.stream().mapToLong(move -> move[0]).toArray(),
        sizes,
        bytes,
        references.stream().mapToLong(FieldSlot::offset).toArray());
  }

  /** Joins two equal neighbours into one aligned move of twice the size, if there are such. */
  private static boolean mergeOnce(List<long[]> moves) {
    for (int i = 0; i + 1 < moves.size(); i++) {
      long[] first = moves.get(i);
      long[] second = moves.get(i + 1);
      boolean equal = first[1] == second[1] && first[1] < Long.BYTES;
      if (equal && second[0] == first[0] + first[1] && first[0] % (2 * first[1]) == 0) {
        moves.set(i, new long[] {first[0], 2 * first[1]});
        moves.remove(i + 1);
        return true;
      }
    }
    return false;
  }

  /** Payload bytes of an object with these fields, at most. */
  public int maxBytes() {
    return primitiveBytes + 5 * references.length;
  }
}
