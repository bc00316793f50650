package dev.district.image.graph;

import dev.district.image.Codec;
import dev.district.image.ImageWriter;
import dev.district.image.Section;
import dev.district.image.meta.ClassBytesMeta;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.PlatformMeta;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.RecipesMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.image.meta.TypeMeta;
import dev.district.image.meta.TypesMeta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small image with an object graph: a thread, whose frame holds a chain of three nodes; a node
 * refers to an array of ints or of objects; a static field refers to the first node; one object is
 * found by name. Its parts can be changed before it is written.
 */
public final class GraphImage {
  static final int OBJECT = 1;
  static final int NODE = 2;
  static final int INT = 3;
  static final int INTS = 4;
  static final int OBJECTS = 5;
  static final int THREAD = 6;
  static final int STRING = 7;
  static final int BYTE = 8;
  static final int BYTES = 9;

  public final TypesMeta types = new TypesMeta();
  public final RecipesMeta recipes = new RecipesMeta();
  public final ClassBytesMeta classBytes = new ClassBytesMeta();
  public final PlatformMeta platform = new PlatformMeta();
  public final ThreadsMeta threads = new ThreadsMeta();
  public final Manifest manifest = new Manifest();
  public byte[] table;
  public byte[] payload;
  public byte[] statics;
  public byte[] hashes;
  public byte[] referents;

  public GraphImage() {
    manifest.formatVersion = 1;
    manifest.jdkFeature = 17;
    manifest.district = "d";
    manifest.member = "main";
    manifest.checkpoint = 1;
    manifest.compressedOops = true;
    manifest.compressedClassPointers = true;
    manifest.objectAlignment = 8;
    types.types =
        new TypeMeta[] {
          new TypeMeta(),
          type("java.lang.Object", TypeMeta.CLASS, 0),
          node(),
          type("int", TypeMeta.PRIMITIVE, 0),
          type("[I", TypeMeta.ARRAY, INT),
          type("[Ljava.lang.Object;", TypeMeta.ARRAY, OBJECT),
          type("java.lang.Thread", TypeMeta.CLASS, OBJECT, "name Ljava/lang/String;"),
          type(
              "java.lang.String",
              TypeMeta.CLASS,
              OBJECT,
              "hash I",
              "coder B",
              "hashIsZero Z",
              "value [B"),
          type("byte", TypeMeta.PRIMITIVE, 0),
          type("[B", TypeMeta.ARRAY, BYTE)
        };
    RecipeMeta named = new RecipeMeta();
    named.kind = "static";
    named.text = new String[] {"java.lang.System", "out"};
    recipes.recipes = new RecipeMeta[] {named};
    recipes.objects = 9;
    classBytes.typeIds = new int[] {NODE};
    classBytes.classFiles = new byte[][] {{(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0}};
    platform.objectFields = new String[] {"java.lang.System#out"};
    platform.objects = new int[] {7};
    threads();
    table();
    payload();
    statics = new Bytes().fixed(NODE).fixed(5).varint(3).done();
    hashes = new Bytes().varint(2 * 2).varint(2 * (0x1234567 - 1)).done();
    referents = new Bytes().done();
  }

  private static TypeMeta type(String name, int form, int parent, String... fields) {
    TypeMeta type = new TypeMeta();
    type.name = name;
    type.form = form;
    type.parent = parent;
    type.laidOut = form == TypeMeta.CLASS;
    type.fields = fields;
    type.initialized = true;
    return type;
  }

  private static TypeMeta node() {
    TypeMeta node =
        type(
            "example.Node",
            TypeMeta.CLASS,
            OBJECT,
            "weight J",
            "number I",
            "data Ljava/lang/Object;",
            "next Lexample/Node;");
    node.loader = TypeMeta.APPLICATION;
    node.statics = new String[] {"made I", "first Lexample/Node;"};
    return node;
  }

  private void threads() {
    FrameMeta frame = new FrameMeta();
    frame.kind = "BYTECODE";
    frame.typeId = NODE;
    frame.className = "example.Node";
    frame.method = "main";
    frame.descriptor = "()V";
    frame.localKinds = new byte[] {FrameMeta.OBJECT, FrameMeta.PRIMITIVE, FrameMeta.ABSENT};
    frame.locals = new long[] {2, 42, 0};
    frame.monitors = new int[] {3};
    ThreadMeta thread = new ThreadMeta();
    thread.objectId = 1;
    thread.name = "main";
    thread.main = true;
    thread.state = ThreadMeta.RUNNABLE;
    thread.frames = new FrameMeta[] {frame};
    threads.threads = new ThreadMeta[] {thread};
  }

  private void table() {
    table =
        new Bytes()
            .varint(THREAD)
            .varint(NODE)
            .varint(NODE)
            .varint(NODE)
            .varint(INTS, 4)
            .varint(OBJECTS, 3)
            .varint(0, 0)
            .varint(STRING)
            .varint(BYTES, 2)
            .done();
  }

  private void payload() {
    payload =
        new Bytes()
            .varint(8 + 1)
            .node(1.5, 10, 5 + 1, 3 + 1)
            .node(2.5, 20, 6 + 1, 4 + 1)
            .node(3.5, 30, 0, 0)
            .fixed(1)
            .fixed(2)
            .fixed(3)
            .fixed(4)
            .varint(7 + 1, 0, 2 + 1)
            .fixed(0)
            .raw(0, 0)
            .varint(9 + 1)
            .raw('h', 'i')
            .done();
  }

  /** Writes it and returns the file. */
  public Path write(Path file) throws IOException {
    PropertiesMeta properties = new PropertiesMeta();
    properties.keys = new String[] {"db.password", "user.home"};
    properties.values = new String[] {"hunter2", "/home/u"};
    try (ImageWriter writer = ImageWriter.create(file, Codec.NONE)) {
      writer.metadata(Section.MANIFEST, manifest);
      writer.metadata(Section.TYPES, types);
      writer.metadata(Section.RECIPES, recipes);
      writer.metadata(Section.PLATFORM, platform);
      writer.metadata(Section.CLASS_BYTES, classBytes);
      writer.metadata(Section.THREADS, threads);
      writer.metadata(Section.PROPERTIES, properties);
      writer.bytes(Section.OBJECT_TABLE, chunks(table));
      writer.bytes(Section.PAYLOAD, chunks(payload));
      writer.bytes(Section.HASHES, chunks(hashes));
      writer.bytes(Section.STATICS, chunks(statics));
      writer.bytes(Section.REFERENTS, chunks(referents));
      writer.finish();
    }
    return file;
  }

  private static List<ByteBuffer> chunks(byte[] bytes) {
    return bytes.length == 0 ? List.of() : List.of(ByteBuffer.wrap(bytes));
  }

  /** Encodes the primitives of the format. */
  static final class Bytes {
    private final List<Byte> bytes = new ArrayList<>();

    Bytes raw(int... values) {
      for (int value : values) {
        bytes.add((byte) value);
      }
      return this;
    }

    Bytes varint(int... values) {
      for (int value : values) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
          bytes.add((byte) (rest | 0x80));
          rest >>>= 7;
        }
        bytes.add((byte) rest);
      }
      return this;
    }

    Bytes fixed(int value) {
      return buffer(ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value));
    }

    Bytes node(double weight, int number, int data, int next) {
      long bits = Double.doubleToRawLongBits(weight);
      buffer(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(bits));
      return fixed(number).varint(data, next);
    }

    private Bytes buffer(ByteBuffer buffer) {
      for (byte b : buffer.array()) {
        bytes.add(b);
      }
      return this;
    }

    byte[] done() {
      byte[] done = new byte[bytes.size()];
      for (int i = 0; i < done.length; i++) {
        done[i] = bytes.get(i);
      }
      return done;
    }
  }
}
