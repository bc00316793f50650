package dev.district.core.heap;

import dev.district.core.types.FieldPlan;
import dev.district.core.types.TypeResolver;
import dev.district.image.meta.TypeMeta;
import dev.district.jdk.Raw;

/** How objects of one type are made and filled. */
final class RestorePlan {
  final Class<?> type;
  final int form;
  final long[] moves;
  final byte[] sizes;
  final long[] references;
  final long base;
  final int scale;

  private RestorePlan(Class<?> type, int form, FieldPlan fields, long base, int scale) {
    this.type = type;
    this.form = form;
    this.moves = fields.moves();
    this.sizes = fields.sizes();
    this.references = fields.references();
    this.base = base;
    this.scale = scale;
  }

  static RestorePlan of(TypeResolver types, int id) {
    Class<?> type = types.type(id);
    if (types.meta(id).form != TypeMeta.ARRAY) {
      return new RestorePlan(type, ObjectPlan.FIELDS, types.plan(id), 0, 0);
    }
    FieldPlan none = new FieldPlan(new long[0], new byte[0], 0, new long[0]);
    boolean primitive = type.getComponentType().isPrimitive();
    int form = primitive ? ObjectPlan.PRIMITIVES : ObjectPlan.REFERENCES;
    return new RestorePlan(type, form, none, Raw.arrayBase(type), Raw.arrayScale(type));
  }

  boolean isEmpty() {
    return moves.length + references.length == 0;
  }
}
