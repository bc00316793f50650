package dev.district.launcher.heap;

import dev.district.image.graph.FieldLayout;
import dev.district.image.graph.FieldLayout.ImageField;
import dev.district.image.graph.ImageTypes;
import dev.district.image.graph.ObjectGraph;
import dev.district.image.graph.Payload;
import dev.district.image.meta.TypeMeta;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of an HPROF file: names, superclasses, fields, values of static fields. */
final class HprofClasses {
  private static final int CLASS_DUMP = 0x20;
  private static final int ROOT_STICKY_CLASS = 0x05;

  /** Identifiers look like addresses: some readers count on it. */
  static final long ALIGNMENT = 8;

  private static final long FIRST_CLASS = 1L << 40;
  private static final long FIRST_EXTRA = (1L << 44) + (1 << 30);

  private final HprofRecords records;
  private final ObjectGraph graph;
  private final ImageTypes types;
  private final Map<String, Long> extra = new HashMap<>();
  private final Map<Integer, Statics> statics = new HashMap<>();

  /** Values of a class's static fields. */
  private static final class Statics implements Payload.StaticsVisitor {
    private final FieldLayout layout;
    private byte[] primitives = {};
    private final List<Integer> references = new ArrayList<>();

    private Statics(FieldLayout layout) {
      this.layout = layout;
    }

    @Override
    public void type(int typeId, FieldLayout ofType) {}

    @Override
    public void primitives(ByteBuffer values) {
      primitives = new byte[values.remaining()];
      values.get(primitives);
    }

    @Override
    public void reference(int target) {
      references.add(target);
    }
  }

  HprofClasses(HprofRecords records, ObjectGraph graph) {
    this.records = records;
    this.graph = graph;
    this.types = graph.table().types();
  }

  /** Identifier of the class of that type id; 0 for none. */
  static long id(int typeId) {
    return typeId == 0 ? 0 : FIRST_CLASS + typeId * ALIGNMENT;
  }

  /** Identifier of a class that stands for one kind of object that is found again by name. */
  long kind(String kind) {
    Long known = extra.get(kind);
    if (known == null) {
      throw new IllegalStateException(kind);
    }
    return known;
  }

  /** Type id of {@code java.lang.String} if the image has fields of it, else 0. */
  int stringType() {
    for (int type = 1; type < types.size(); type++) {
      if (types.meta(type).laidOut && types.meta(type).name.equals("java.lang.String")) {
        return type;
      }
    }
    return 0;
  }

  void write() throws IOException {
    readStatics();
    for (int type = 1; type < types.size(); type++) {
      load(id(type), types.displayName(type));
    }
    for (int object = 1; object <= graph.table().count(); object++) {
      if (graph.table().type(object) == 0) {
        addKind(graph.table().recipe(object).kind);
      }
    }
    for (int type = 1; type < types.size(); type++) {
      names(type);
    }
    long object = 0;
    for (int type = 1; type < types.size(); type++) {
      object = types.meta(type).name.equals("java.lang.Object") ? id(type) : object;
    }
    for (int type = 1; type < types.size(); type++) {
      dump(type);
    }
    for (long id : extra.values()) {
      dumpEmpty(id, object);
    }
  }

  private void addKind(String kind) throws IOException {
    if (!extra.containsKey(kind)) {
      long id = FIRST_EXTRA + extra.size() * ALIGNMENT;
      extra.put(kind, id);
      load(id, "found again." + kind);
    }
  }

  private void load(long id, String name) throws IOException {
    long string = records.string(name);
    records.record(
        HprofRecords.LOAD_CLASS,
        body -> {
          body.writeInt((int) (id & 0x7fffffff));
          body.writeLong(id);
          body.writeInt(0);
          body.writeLong(string);
        });
  }

  /** Strings have to be written before the segment that names them. */
  private void names(int type) throws IOException {
    for (ImageField field : fields(type)) {
      var ignored = records.string(field.name());
    }
    Statics values = statics.get(type);
    if (values != null) {
      for (ImageField field : types.declared(type, types.meta(type).statics)) {
        var ignored = records.string(field.name());
      }
    }
  }

  /** The fields a class declares, in the order in which its instances have them. */
  List<ImageField> fields(int type) {
    return types.declared(type, types.meta(type).fields);
  }

  private void readStatics() throws IOException {
    graph
        .payload()
        .statics(
            new Payload.StaticsVisitor() {
              private @Nullable Statics current;

              @Override
              public void type(int typeId, FieldLayout layout) {
                current = new Statics(layout);
                statics.put(typeId, current);
              }

              @Override
              public void primitives(ByteBuffer values) {
                if (current != null) {
                  current.primitives(values);
                }
              }

              @Override
              public void reference(int target) {
                if (current != null) {
                  current.reference(target);
                }
              }

              @Override
              public boolean wantsPrimitives() {
                return true;
              }
            });
  }

  private void dump(int type) throws IOException {
    DataOutputStream out = records.segment();
    TypeMeta meta = types.meta(type);
    boolean array = meta.form == TypeMeta.ARRAY;
    sticky(out, id(type));
    begin(out, id(type), array ? 0 : id(meta.parent));
    List<ImageField> fields = array ? List.of() : fields(type);
    out.writeInt(array ? 0 : instanceBytes(type));
    out.writeShort(0);
    Statics values = statics.get(type);
    writeStatics(out, values);
    out.writeShort(fields.size());
    for (ImageField field : fields) {
      out.writeLong(records.string(field.name()));
      out.writeByte(HprofTypes.code(field.kind()));
    }
    records.next();
  }

  private int instanceBytes(int type) {
    int bytes = 0;
    for (int c = type; c != 0; c = types.meta(c).parent) {
      for (ImageField field : fields(c)) {
        bytes += field.size() == 0 ? Long.BYTES : field.size();
      }
    }
    return bytes;
  }

  private void writeStatics(DataOutputStream out, @Nullable Statics values) throws IOException {
    if (values == null) {
      out.writeShort(0);
      return;
    }
    FieldLayout layout = values.layout;
    out.writeShort(layout.primitives().size() + layout.references().size());
    int at = 0;
    for (ImageField field : layout.primitives()) {
      out.writeLong(records.string(field.name()));
      out.writeByte(HprofTypes.code(field.kind()));
      HprofTypes.bigEndian(out, values.primitives, at, field.size());
      at += field.size();
    }
    for (int i = 0; i < layout.references().size(); i++) {
      out.writeLong(records.string(layout.references().get(i).name()));
      out.writeByte(HprofTypes.OBJECT);
      out.writeLong(HprofWriter.objectId(graph, values.references.get(i)));
    }
  }

  private void dumpEmpty(long id, long superclass) throws IOException {
    DataOutputStream out = records.segment();
    sticky(out, id);
    begin(out, id, superclass);
    out.writeInt(0);
    out.writeShort(0);
    out.writeShort(0);
    out.writeShort(0);
    records.next();
  }

  private static void sticky(DataOutputStream out, long id) throws IOException {
    out.writeByte(ROOT_STICKY_CLASS);
    out.writeLong(id);
  }

  private static void begin(DataOutputStream out, long id, long superclass) throws IOException {
    out.writeByte(CLASS_DUMP);
    out.writeLong(id);
    out.writeInt(0);
    out.writeLong(superclass);
    for (int unused = 0; unused < 5; unused++) {
      out.writeLong(0);
    }
  }
}
