package dev.district.image.graph;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.Manifest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which object refers to which, in memory: about nine bytes for an object and four for a reference.
 * References of weak, soft and phantom references are not among them.
 */
public final class ObjectGraph {
  private static final int LENGTH_BYTES = 4;

  private final ImageReader reader;
  private final ObjectTable table;
  private final List<Root> roots;
  private final int[] first;
  private int[] targets = new int[1 << 12];
  private int last;
  private final int header;
  private final int reference;
  private final int alignment;

  private ObjectGraph(ImageReader reader, ObjectTable table) throws ImageException {
    this.reader = reader;
    this.table = table;
    this.roots = Roots.of(reader, table);
    this.first = new int[table.count() + 2];
    Manifest manifest = reader.metadata(Section.MANIFEST, Manifest.class);
    this.header = manifest.compressedClassPointers ? 12 : 16;
    this.reference = manifest.compressedOops ? 4 : 8;
    this.alignment = Math.max(8, manifest.objectAlignment);
  }

  /**
   * Reads the graph of an image, every reference checked.
   *
   * @throws ImageException if the image doesn't hang together
   */
  public static ObjectGraph of(ImageReader reader) throws ImageException {
    var ignored = StructureCheck.of(reader);
    ObjectGraph graph = new ObjectGraph(reader, ObjectTable.of(reader, ImageTypes.of(reader)));
    new Payload(reader, graph.table).objects(graph.new Gathering());
    graph.first[graph.table.count() + 1] = graph.last;
    return graph;
  }

  private final class Gathering implements ObjectVisitor {
    @Override
    public void object(int id) {
      first[id] = last;
    }

    @Override
    public void reference(int target) {
      if (target == 0) {
        return;
      }
      if (last == targets.length) {
        targets = Arrays.copyOf(targets, Math.addExact(last, last >> 1));
      }
      targets[last++] = target;
    }
  }

  public ObjectTable table() {
    return table;
  }

  public Payload payload() {
    return new Payload(reader, table);
  }

  /** What holds objects from outside. */
  public List<Root> roots() {
    return roots;
  }

  /** Number of references of an object that aren't null. */
  public int outgoing(int id) {
    return first[id + 1] - first[id];
  }

  /** The object that one of them leads to. */
  public int target(int id, int index) {
    return targets[first[id] + index];
  }

  /**
   * Bytes that the object takes in the heap it was captured from: header, fields and padding. What
   * is found again by name takes none, because the platform has it anyway.
   */
  public long shallowSize(int id) {
    int type = table.type(id);
    if (table.hasRecipe(id) || type == 0) {
      return 0;
    }
    if (table.isArray(id)) {
      int size = FieldLayout.size(table.types().elementKind(type));
      return padded(
          header + LENGTH_BYTES + (long) table.length(id) * (size == 0 ? reference : size));
    }
    try {
      FieldLayout layout = table.types().layout(type);
      return padded(
          (long) header + layout.primitiveBytes() + (long) reference * layout.references().size());
    } catch (ImageException e) {
      throw new IllegalStateException(e);
    }
  }

  private long padded(long bytes) {
    return (bytes + alignment - 1) / alignment * alignment;
  }

  /**
   * Through which field or element each of some objects refers to another: {@code .name} or {@code
   * [index]}, empty if it doesn't.
   *
   * @param pairs referring object to object referred to
   */
  public Map<Integer, String> edges(Map<Integer, Integer> pairs) throws ImageException {
    Map<Integer, Integer> positions = new HashMap<>();
    payload().objects(new Finding(pairs, positions));
    Map<Integer, String> edges = new HashMap<>();
    for (Integer from : pairs.keySet()) {
      Integer position = positions.get(from);
      if (position == null) {
        edges.put(from, "");
      } else if (table.isArray(from)) {
        edges.put(from, "[" + position + "]");
      } else {
        FieldLayout layout = table.types().layout(table.type(from));
        edges.put(from, "." + layout.references().get(position).name());
      }
    }
    return edges;
  }

  private static final class Finding implements ObjectVisitor {
    private final Map<Integer, Integer> pairs;
    private final Map<Integer, Integer> positions;
    private int from;
    private int wanted;
    private int index;

    private Finding(Map<Integer, Integer> pairs, Map<Integer, Integer> positions) {
      this.pairs = pairs;
      this.positions = positions;
    }

    @Override
    public void object(int id) {
      from = id;
      wanted = pairs.getOrDefault(id, 0);
      index = 0;
    }

    @Override
    public void reference(int target) {
      if (wanted != 0 && target == wanted) {
        positions.putIfAbsent(from, index);
      }
      index++;
    }
  }
}
