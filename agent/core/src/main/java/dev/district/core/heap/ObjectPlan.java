package dev.district.core.heap;

import dev.district.core.types.FieldPlan;
import dev.district.core.values.Adapter;
import dev.district.core.values.Refusals.Refusal;
import org.jspecify.annotations.Nullable;

/** What the walk does with objects of one class. */
final class ObjectPlan {
  /** Form of ordinary objects. */
  static final int FIELDS = 0;

  static final int PRIMITIVES = 1;
  static final int REFERENCES = 2;

  /** Some objects of the class have names. */
  static final int NAMED = 1;

  static final int ADAPTED = 2;
  static final int REFUSED = 4;
  static final int REFERENCE = 8;
  static final int THROWABLE = 16;

  /** Objects of the class may go without some of their fields. */
  static final int DROPPING = 32;

  /** Objects of the class may have something outside the heap. */
  static final int RESOURCE = 64;

  final Class<?> type;
  final int typeId;
  final int form;
  final long[] moves;
  final byte[] sizes;
  final long[] references;
  final int maxBytes;
  final long base;
  final int scale;
  final int special;
  final @Nullable Adapter adapter;
  final @Nullable Refusal refusal;
  long objects;
  long bytes;

  private ObjectPlan(
      Class<?> type,
      int typeId,
      int form,
      FieldPlan fields,
      long base,
      int scale,
      int special,
      @Nullable Adapter adapter,
      @Nullable Refusal refusal) {
    this.type = type;
    this.typeId = typeId;
    this.form = form;
    this.moves = fields.moves();
    this.sizes = fields.sizes();
    this.references = fields.references();
    this.maxBytes = fields.maxBytes();
    this.base = base;
    this.scale = scale;
    this.special = special;
    this.adapter = adapter;
    this.refusal = refusal;
  }

  static ObjectPlan fields(
      Class<?> type,
      int typeId,
      FieldPlan fields,
      int special,
      @Nullable Adapter adapter,
      @Nullable Refusal refusal) {
    return new ObjectPlan(type, typeId, FIELDS, fields, 0, 0, special, adapter, refusal);
  }

  static ObjectPlan array(Class<?> type, int typeId, long base, int scale, int special) {
    int form = type.getComponentType().isPrimitive() ? PRIMITIVES : REFERENCES;
    FieldPlan none = new FieldPlan(new long[0], new byte[0], 0, new long[0]);
    return new ObjectPlan(type, typeId, form, none, base, scale, special, null, null);
  }
}
