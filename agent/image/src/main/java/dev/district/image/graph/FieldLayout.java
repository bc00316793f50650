package dev.district.image.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the payload of an object, or of a class's statics, consists of: all primitives, then all
 * references, superclass before subclass.
 *
 * @param primitives in payload order
 * @param references in payload order
 * @param primitiveBytes sum of the primitives' sizes
 */
public record FieldLayout(
    List<ImageField> primitives, List<ImageField> references, int primitiveBytes) {

  private static final Map<Character, Integer> SIZES =
      Map.of('Z', 1, 'B', 1, 'S', 2, 'C', 2, 'I', 4, 'F', 4, 'J', 8, 'D', 8);

  /**
   * One field.
   *
   * @param typeId of the class that declares it
   */
  public record ImageField(int typeId, String name, String descriptor) {
    /** First character of the descriptor (JVMS 4.3.2). */
    public char kind() {
      return descriptor.charAt(0);
    }

    /** Bytes of a primitive, 0 for a reference. */
    public int size() {
      return SIZES.getOrDefault(kind(), 0);
    }
  }

  static FieldLayout of(List<ImageField> fields) {
    List<ImageField> primitives = new ArrayList<>();
    List<ImageField> references = new ArrayList<>();
    int bytes = 0;
    for (ImageField field : fields) {
      (field.size() == 0 ? references : primitives).add(field);
      bytes += field.size();
    }
    return new FieldLayout(List.copyOf(primitives), List.copyOf(references), bytes);
  }

  boolean isEmpty() {
    return primitives.isEmpty() && references.isEmpty();
  }

  /** Bytes of one array element of that kind, 0 for references. */
  static int size(char kind) {
    return SIZES.getOrDefault(kind, 0);
  }
}
