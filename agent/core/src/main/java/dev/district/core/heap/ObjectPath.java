package dev.district.core.heap;

import dev.district.core.types.FieldOrder;
import dev.district.core.types.FieldSlot;
import dev.district.jdk.Raw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Says how the walk came to an object: root, then class and field of each object on the way. */
final class ObjectPath {
  private static final int LONGEST = 40;

  private final IdTable ids;
  private final List<String> roots;

  ObjectPath(IdTable ids, List<String> roots) {
    this.ids = ids;
    this.roots = roots;
  }

  String to(int id) {
    List<String> steps = new ArrayList<>();
    int child = id;
    int parent = ids.parent(child);
    while (parent > 0 && steps.size() < LONGEST) {
      Object holder = ids.get(parent);
      steps.add(holder.getClass().getTypeName() + edge(holder, ids.get(child)));
      child = parent;
      parent = ids.parent(child);
    }
    steps.add(parent < 0 ? roots.get(-parent - 1) : "...");
    Collections.reverse(steps);
    steps.add(ids.get(id).getClass().getTypeName());
    return String.join(" → ", steps);
  }

  private static String edge(Object holder, Object child) {
    if (holder instanceof Object[] elements) {
      for (int i = 0; i < elements.length; i++) {
        if (elements[i] == child) {
          return " element " + i;
        }
      }
    }
    for (Class<?> c = holder.getClass(); c != null; c = c.getSuperclass()) {
      for (FieldSlot slot : FieldOrder.instance(c)) {
        if (!slot.field().getType().isPrimitive()
            && Raw.getReference(holder, slot.offset()) == child) {
          return "." + slot.field().getName();
        }
      }
    }
    return "";
  }
}
