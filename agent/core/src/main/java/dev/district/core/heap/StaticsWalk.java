package dev.district.core.heap;

import dev.district.core.types.FieldPlan;
import dev.district.core.types.FieldSlot;
import dev.district.core.types.TypeTable;
import dev.district.jdk.Raw;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/** Writes the static fields of initialised application classes: type id, primitives, references. */
final class StaticsWalk {
  final PayloadOutput output = new PayloadOutput();
  private final TypeTable types;
  private final ToIntBiFunction<@Nullable Object, String> root;

  /**
   * @param root gives a root an id, given the object and a description of the place
   */
  StaticsWalk(TypeTable types, ToIntBiFunction<@Nullable Object, String> root) {
    this.types = types;
    this.root = root;
  }

  void add(Class<?> type) {
    List<FieldSlot> slots = types.layOutStatics(type);
    if (slots.isEmpty()) {
      return;
    }
    FieldPlan plan = FieldPlan.of(slots);
    output.fixedInt(types.id(type));
    output.need(plan.maxBytes());
    output.primitives(type, plan.moves(), plan.sizes());
    for (FieldSlot slot : slots) {
      if (slot.isReference()) {
        String place = "static " + type.getName() + '.' + slot.name();
        output.reference(root.applyAsInt(Raw.getReference(type, slot.offset()), place));
      }
    }
  }
}
