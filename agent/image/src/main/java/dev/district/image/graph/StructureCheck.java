package dev.district.image.graph;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.ClassBytesMeta;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.PlatformMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.image.meta.TypeMeta;
import java.io.UncheckedIOException;

/**
 * Checks that an image hangs together: every type id, object id, recipe and length in every section
 * is in range and every section ends where its contents do. Checksums tell that bytes are those
 * that were written; this tells that what was written can be laid out without reaching beyond
 * anything. To be asked before the first class is defined.
 *
 * <p>It does not tell whether a field's object is of the field's type: who can write an image can
 * also write its classes.
 */
public final class StructureCheck {
  private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;

  private final ImageReader reader;
  private final ImageTypes types;
  private final ObjectTable table;
  private long references;

  private StructureCheck(ImageReader reader, ImageTypes types, ObjectTable table) {
    this.reader = reader;
    this.types = types;
    this.table = table;
  }

  /**
   * What was looked at.
   *
   * @param types number of classes
   * @param objects number of objects
   * @param references references between them, null ones and static fields included
   */
  public record Counts(int types, int objects, long references) {}

  /**
   * Checks an image that has an object graph.
   *
   * @throws ImageException at the first thing that doesn't fit
   */
  public static Counts of(ImageReader reader) throws ImageException {
    ImageTypes types = ImageTypes.of(reader);
    ObjectTable table = ObjectTable.of(reader, types);
    StructureCheck check = new StructureCheck(reader, types, table);
    check.classBytes();
    check.contents();
    check.hashes();
    check.referents();
    check.platform();
    check.threads();
    return new Counts(types.size() - 1, table.count(), check.references);
  }

  private void classBytes() throws ImageException {
    Section here = Section.CLASS_BYTES;
    ClassBytesMeta carried = metadata(here, ClassBytesMeta.class);
    Damage.range(here, "number of class files", carried.classFiles.length, 0, types.size());
    Damage.range(
        here,
        "number of type ids",
        carried.typeIds.length,
        carried.classFiles.length,
        carried.classFiles.length);
    boolean[] present = new boolean[types.size()];
    for (int i = 0; i < carried.typeIds.length; i++) {
      Damage.range(here, "type id", carried.typeIds[i], 1, types.size() - 1);
      present[carried.typeIds[i]] = true;
      if (!isClassFile(carried.classFiles[i])) {
        throw Damage.in(here, "class file of " + types.meta(carried.typeIds[i]).name + " is none");
      }
    }
    for (int id = 1; id < types.size(); id++) {
      TypeMeta type = types.meta(id);
      boolean own = type.form == TypeMeta.CLASS && type.loader == TypeMeta.APPLICATION;
      boolean needed = own || type.form == TypeMeta.GUEST || type.form == TypeMeta.HIDDEN;
      if (needed && !present[id]) {
        throw Damage.in(here, "the class file of " + type.name + " is missing");
      }
    }
  }

  private static boolean isClassFile(byte[] bytes) {
    return bytes != null
        && bytes.length > Integer.BYTES
        && ((bytes[0] & 0xff) << 24
                | (bytes[1] & 0xff) << 16
                | (bytes[2] & 0xff) << 8
                | bytes[3] & 0xff)
            == CLASS_FILE_MAGIC;
  }

  private void contents() throws ImageException {
    Payload payload = new Payload(reader, table);
    payload.objects(target -> references++);
    payload.statics(
        new Payload.StaticsVisitor() {
          @Override
          public void type(int typeId, FieldLayout statics) {}

          @Override
          public void reference(int target) {
            references++;
          }
        });
  }

  /** Pairs of object id and hash key, each as the step from the pair before. */
  private void hashes() throws ImageException {
    Section here = Section.HASHES;
    SectionCursor input = new SectionCursor(reader, here, table.count());
    long id = 0;
    long key = 0;
    while (!input.atEnd()) {
      id += signed(input.varint());
      key += signed(input.varint()) + 1L;
      if (id < 1 || id > table.count() || key < 1 || key > Integer.MAX_VALUE) {
        throw Damage.in(here, "object " + id + " with hash key " + key + " can't be");
      }
    }
  }

  private static int signed(int zigzag) {
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  /** Pairs of object id and the referent's id, with two special values. */
  private void referents() throws ImageException {
    Section here = Section.REFERENTS;
    SectionCursor input = new SectionCursor(reader, here, table.count());
    while (!input.atEnd()) {
      Damage.range(here, "object id", input.fixedInt(), 1, table.count());
      Damage.range(here, "referent", input.fixedInt(), -1, table.count());
    }
  }

  private void platform() throws ImageException {
    Section here = Section.PLATFORM;
    PlatformMeta platform = metadata(here, PlatformMeta.class);
    same(here, platform.objectFields.length, platform.objects.length);
    same(here, platform.primitiveFields.length, platform.primitives.length);
    same(here, platform.valueTypes.length, platform.valueKeys.length);
    same(here, platform.valueTypes.length, platform.values.length);
    same(here, platform.siteHosts.length, platform.sites.length);
    same(here, platform.siteIndexes.length, platform.sites.length);
    same(here, platform.siteNames.length, platform.sites.length);
    objects(here, platform.objects);
    objects(here, platform.beans);
    objects(here, platform.valueKeys);
    objects(here, platform.values);
    objects(here, platform.sites);
    types(here, platform.valueTypes);
    types(here, platform.siteHosts);
  }

  private void types(Section section, int[] ids) throws ImageException {
    for (int id : ids) {
      Damage.range(section, "type id", id, 1, types.size() - 1);
    }
  }

  private static void same(Section section, int one, int other) throws ImageException {
    Damage.range(section, "number of entries", one, other, other);
  }

  private void objects(Section section, int[] ids) throws ImageException {
    for (int id : ids) {
      object(section, id);
    }
  }

  private void object(Section section, long id) throws ImageException {
    Damage.range(section, "object id", id, 0, table.count());
  }

  private void threads() throws ImageException {
    Section here = Section.THREADS;
    for (ThreadMeta thread : metadata(here, ThreadsMeta.class).threads) {
      if (thread == null) {
        throw Damage.in(here, "a thread is missing");
      }
      Damage.range(here, "object id", thread.objectId, 1, table.count());
      object(here, thread.waitingOn);
      for (FrameMeta frame : thread.frames) {
        if (frame == null) {
          throw Damage.in(here, "a frame is missing");
        }
        Damage.range(here, "type id", frame.typeId, 0, types.size() - 1);
        slots(frame.locals, frame.localKinds);
        slots(frame.operands, frame.operandKinds);
        objects(here, frame.monitors);
        object(here, frame.pendingMonitor);
        for (long extra : frame.extra) {
          object(here, extra);
        }
      }
    }
  }

  private void slots(long[] values, byte[] kinds) throws ImageException {
    same(Section.THREADS, values.length, kinds.length);
    for (int i = 0; i < kinds.length; i++) {
      Damage.range(Section.THREADS, "kind of slot", kinds[i], 0, FrameMeta.PRIMITIVE);
      if (kinds[i] == FrameMeta.OBJECT) {
        object(Section.THREADS, values[i]);
      }
    }
  }

  private <T> T metadata(Section section, Class<T> type) throws ImageException {
    if (!reader.has(section)) {
      throw Damage.in(section, "the section is missing");
    }
    try {
      return reader.metadata(section, type);
    } catch (UncheckedIOException e) {
      throw Damage.in(section, "it doesn't hold " + type.getSimpleName());
    }
  }
}
