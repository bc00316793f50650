package dev.district.image.graph;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.graph.FieldLayout.ImageField;

/**
 * Walks sections PAYLOAD and STATICS.
 *
 * <pre>
 *   PAYLOAD  per object, by id: of arrays the elements; of others the primitives, then the references,
 *            as {@link ImageTypes#layout} says; of recipes nothing, or the fields of their payload type
 *   STATICS  per class: int type id, the primitives, the references of its static fields
 * </pre>
 */
public final class Payload {
  private final ImageReader reader;
  private final ObjectTable table;

  public Payload(ImageReader reader, ObjectTable table) {
    this.reader = reader;
    this.table = table;
  }

  /**
   * Shows all objects.
   *
   * @throws ImageException if the section doesn't fit the object table
   */
  public void objects(ObjectVisitor visitor) throws ImageException {
    SectionCursor payload = new SectionCursor(reader, Section.PAYLOAD, table.count());
    boolean all = visitor.wantsPrimitives();
    ImageTypes types = table.types();
    for (int id = 1; id <= table.count(); id++) {
      int type = table.type(id);
      visitor.object(id);
      if (type == 0) {
        continue;
      }
      if (!types.isArray(type)) {
        fields(payload, types.layout(type), visitor, all);
        continue;
      }
      int length = table.length(id);
      int size = FieldLayout.size(types.elementKind(type));
      if (size == 0) {
        for (int i = 0; i < length; i++) {
          payload.begin();
          visitor.reference(payload.reference());
        }
      } else if (all) {
        payload.block((long) length * size, visitor::elements);
      } else {
        payload.skipBlock((long) length * size);
      }
    }
    payload.end();
  }

  private static void fields(
      SectionCursor input, FieldLayout layout, ObjectVisitor visitor, boolean all)
      throws ImageException {
    if (layout.isEmpty()) {
      return;
    }
    input.begin();
    if (all && layout.primitiveBytes() > 0) {
      visitor.primitives(input.piece(layout.primitiveBytes()));
    } else {
      input.skipPiece(layout.primitiveBytes());
    }
    for (int i = layout.references().size(); i > 0; i--) {
      visitor.reference(input.reference());
    }
  }

  /** Sees the static fields of one class. */
  public interface StaticsVisitor extends ObjectVisitor {
    /** A class begins. */
    void type(int typeId, FieldLayout statics);
  }

  /**
   * Shows all static fields of application classes.
   *
   * @throws ImageException if the section doesn't fit
   */
  public void statics(StaticsVisitor visitor) throws ImageException {
    SectionCursor input = new SectionCursor(reader, Section.STATICS, table.count());
    ImageTypes types = table.types();
    while (!input.atEnd()) {
      int type = input.fixedInt();
      Damage.range(Section.STATICS, "type id", type, 1, types.size() - 1);
      FieldLayout statics = types.statics(type);
      if (statics.isEmpty()) {
        throw Damage.in(Section.STATICS, "class without static fields");
      }
      visitor.type(type, statics);
      fields(input, statics, visitor, visitor.wantsPrimitives());
    }
  }

  /** The name of a reference field, for a person. */
  static String name(ImageTypes types, ImageField field) {
    return types.displayName(field.typeId()) + "." + field.name();
  }
}
