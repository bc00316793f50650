package dev.district.launcher.heap;

import dev.district.image.graph.FieldLayout;
import dev.district.image.graph.FieldLayout.ImageField;
import dev.district.image.graph.ImageTypes;
import dev.district.image.graph.ObjectGraph;
import dev.district.image.graph.ObjectTable;
import dev.district.image.graph.ObjectVisitor;
import dev.district.image.graph.Root;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.ThreadMeta;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an image's objects as a heap dump that VisualVM, Eclipse MAT and other readers of HPROF
 * open: every object, its fields, static fields, threads with their stack traces, and the roots.
 *
 * <p>Objects that are found again by name have their name's kind for a class and no fields; those
 * that are classes are the class itself.
 */
public final class HprofWriter {
  private static final int ROOT_UNKNOWN = 0xFF;
  private static final int ROOT_JAVA_FRAME = 0x03;
  private static final int ROOT_THREAD = 0x08;
  private static final int INSTANCE = 0x21;
  private static final int OBJECT_ARRAY = 0x22;
  private static final int PRIMITIVE_ARRAY = 0x23;
  private static final int LARGE = 1 << 20;
  private static final String CLASS_KIND = "class";
  private static final String LITERAL_KIND = "literal";
  private static final long FIRST_LITERAL = 1L << 46;

  /** As strings are in memory: the byte order of the machine, no mark. */
  private static final Charset UTF_16 =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
          ? StandardCharsets.UTF_16LE
          : StandardCharsets.UTF_16BE;

  private final ObjectGraph graph;
  private final ObjectTable table;
  private final HprofRecords records;
  private final HprofClasses classes;
  private final int stringType;
  private int frames;

  private HprofWriter(ObjectGraph graph, HprofRecords records) {
    this.graph = graph;
    this.table = graph.table();
    this.records = records;
    this.classes = new HprofClasses(records, graph);
    this.stringType = classes.stringType();
  }

  /**
   * Writes the whole file and closes the stream.
   *
   * @param timeMillis when the image was taken
   */
  public static void write(
      ObjectGraph graph, List<ThreadMeta> threads, long timeMillis, OutputStream out)
      throws IOException {
    try (HprofRecords records = new HprofRecords(out, timeMillis)) {
      HprofWriter writer = new HprofWriter(graph, records);
      writer.traces(threads);
      writer.classes.write();
      writer.roots();
      graph.payload().objects(writer.new Dumping());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The identifier of an object in the file. */
  static long objectId(ObjectGraph graph, int id) {
    if (id != 0 && graph.table().type(id) == 0) {
      RecipeMeta recipe = graph.table().recipe(id);
      if (recipe.kind.equals(CLASS_KIND) && recipe.types.length > 0) {
        return HprofClasses.id(recipe.types[0]);
      }
    }
    return id * HprofClasses.ALIGNMENT;
  }

  private void traces(List<ThreadMeta> threads) throws IOException {
    int serial = 1;
    for (ThreadMeta thread : threads) {
      long[] ids = new long[thread.frames.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = frame(thread.frames[i]);
      }
      int trace = serial++;
      records.record(
          HprofRecords.TRACE,
          body -> {
            body.writeInt(trace);
            body.writeInt(trace);
            body.writeInt(ids.length);
            for (long id : ids) {
              body.writeLong(id);
            }
          });
    }
  }

  private long frame(FrameMeta frame) throws IOException {
    long id = ++frames;
    long method = records.string(frame.method);
    long descriptor = records.string(frame.descriptor);
    long file = records.string(frame.file);
    records.record(
        HprofRecords.FRAME,
        body -> {
          body.writeLong(id);
          body.writeLong(method);
          body.writeLong(descriptor);
          body.writeLong(file);
          body.writeInt((int) (HprofClasses.id(frame.typeId) & 0x7fffffff));
          body.writeInt(frame.line > 0 ? frame.line : -1);
        });
    return id;
  }

  private void roots() throws IOException {
    DataOutputStream out = records.segment();
    for (Root root : graph.roots()) {
      if (root.thread() >= 0 && root.frame() < 0 && root.place().endsWith("\"")) {
        out.writeByte(ROOT_THREAD);
        out.writeLong(objectId(graph, root.object()));
        out.writeInt(root.thread() + 1);
        out.writeInt(root.thread() + 1);
      } else if (root.frame() >= 0) {
        out.writeByte(ROOT_JAVA_FRAME);
        out.writeLong(objectId(graph, root.object()));
        out.writeInt(root.thread() + 1);
        out.writeInt(root.frame());
      } else {
        out.writeByte(ROOT_UNKNOWN);
        out.writeLong(objectId(graph, root.object()));
      }
      records.next();
    }
  }

  /** A string literal, as a string of its own. */
  private void literal(int id, String text) throws IOException {
    boolean latin = text.chars().allMatch(c -> c < 256);
    byte[] bytes = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : UTF_16);
    DataOutputStream out = records.segment();
    out.writeByte(PRIMITIVE_ARRAY);
    out.writeLong(FIRST_LITERAL + id * HprofClasses.ALIGNMENT);
    out.writeInt(0);
    out.writeInt(bytes.length);
    out.writeByte(HprofTypes.code('B'));
    out.write(bytes);
    out.writeByte(INSTANCE);
    out.writeLong(id * HprofClasses.ALIGNMENT);
    out.writeInt(0);
    out.writeLong(HprofClasses.id(stringType));
    FieldLayout layout = table.types().layout(stringType);
    out.writeInt(layout.primitiveBytes() + Long.BYTES * layout.references().size());
    for (ImageField field : classes.fields(stringType)) {
      if (field.size() == 0) {
        out.writeLong(FIRST_LITERAL + id * HprofClasses.ALIGNMENT);
      } else {
        boolean wide = field.name().equals("coder") && !latin;
        out.write(new byte[field.size() - 1]);
        out.writeByte(wide ? 1 : 0);
      }
    }
    records.next();
  }

  /** Writes one object after the other; of each, what is to come is known from the table. */
  private final class Dumping implements ObjectVisitor {
    private int id;
    private byte[] primitives = {};
    private final List<Long> references = new ArrayList<>();
    private int expected;
    private DataOutputStream array = records.segment();
    private long elements;
    private int size;

    @Override
    public boolean wantsPrimitives() {
      return true;
    }

    @Override
    public void object(int next) {
      id = next;
      primitives = new byte[0];
      references.clear();
      try {
        begin();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void begin() throws IOException {
      int type = table.type(id);
      if (type == 0) {
        named();
      } else if (!table.isArray(id)) {
        FieldLayout layout = table.types().layout(type);
        expected = layout.references().size();
        if (expected == 0 && layout.primitiveBytes() == 0) {
          instance();
        }
      } else {
        array(type);
      }
    }

    private void named() throws IOException {
      if (objectId(graph, id) != id * HprofClasses.ALIGNMENT) {
        return;
      }
      if (stringType != 0 && table.recipe(id).kind.equals(LITERAL_KIND)) {
        literal(id, table.recipe(id).text[0]);
        return;
      }
      DataOutputStream out = records.segment();
      out.writeByte(INSTANCE);
      out.writeLong(id * HprofClasses.ALIGNMENT);
      out.writeInt(0);
      out.writeLong(classes.kind(table.recipe(id).kind));
      out.writeInt(0);
      records.next();
    }

    private void array(int type) throws IOException {
      ImageTypes types = table.types();
      char kind = types.elementKind(type);
      int length = table.length(id);
      size = HprofTypes.code(kind) == HprofTypes.OBJECT ? 0 : elementSize(kind);
      elements = length;
      long bytes = (long) length * (size == 0 ? Long.BYTES : size);
      int head = 1 + Long.BYTES + 2 * Integer.BYTES + (size == 0 ? Long.BYTES : 1);
      array = bytes < LARGE ? records.segment() : records.large(head + bytes);
      array.writeByte(size == 0 ? OBJECT_ARRAY : PRIMITIVE_ARRAY);
      array.writeLong(id * HprofClasses.ALIGNMENT);
      array.writeInt(0);
      array.writeInt(length);
      if (size == 0) {
        array.writeLong(HprofClasses.id(type));
      } else {
        array.writeByte(HprofTypes.code(kind));
      }
      if (length == 0) {
        records.next();
      }
    }

    private int elementSize(char kind) {
      return switch (kind) {
        case 'J', 'D' -> Long.BYTES;
        case 'I', 'F' -> Integer.BYTES;
        case 'S', 'C' -> Short.BYTES;
        default -> Byte.BYTES;
      };
    }

    @Override
    public void primitives(ByteBuffer values) {
      primitives = new byte[values.remaining()];
      values.get(primitives);
      if (expected == 0) {
        instanceUnchecked();
      }
    }

    /** A part may end within an element, if the writer's chunk did. */
    private final byte[] rest = new byte[Long.BYTES];

    private int restBytes;

    @Override
    public void elements(ByteBuffer part) {
      try {
        while (part.hasRemaining()) {
          rest[restBytes++] = part.get();
          if (restBytes == size) {
            HprofTypes.bigEndian(array, rest, 0, size);
            restBytes = 0;
            elements--;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (elements == 0) {
        records.next();
      }
    }

    @Override
    public void reference(int target) {
      long object = objectId(graph, target);
      if (!table.isArray(id)) {
        references.add(object);
        if (references.size() == expected) {
          instanceUnchecked();
        }
        return;
      }
      try {
        array.writeLong(object);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (--elements == 0) {
        records.next();
      }
    }

    private void instanceUnchecked() {
      try {
        instance();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Subclass before superclass, each in the order of its class's record. */
    private void instance() throws IOException {
      DataOutputStream out = records.segment();
      int type = table.type(id);
      FieldLayout layout = table.types().layout(type);
      out.writeByte(INSTANCE);
      out.writeLong(id * HprofClasses.ALIGNMENT);
      out.writeInt(0);
      out.writeLong(HprofClasses.id(type));
      out.writeInt(layout.primitiveBytes() + Long.BYTES * layout.references().size());
      int primitiveEnd = layout.primitiveBytes();
      int referenceEnd = layout.references().size();
      for (int c = type; c != 0; c = table.types().meta(c).parent) {
        List<ImageField> fields = classes.fields(c);
        int bytes = fields.stream().mapToInt(ImageField::size).sum();
        int count = (int) fields.stream().filter(field -> field.size() == 0).count();
        int primitive = primitiveEnd - bytes;
        int reference = referenceEnd - count;
        primitiveEnd = primitive;
        referenceEnd = reference;
        for (ImageField field : fields) {
          if (field.size() == 0) {
            out.writeLong(references.get(reference++));
          } else {
            HprofTypes.bigEndian(out, primitives, primitive, field.size());
            primitive += field.size();
          }
        }
      }
      records.next();
    }
  }
}
