package dev.district.core.heap;

import dev.district.core.types.FieldOrder;
import dev.district.core.types.FieldSlot;
import dev.district.jdk.Raw;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Says how the walk came to an object: the root, then class and field of each object on the way. Of
 * a long way, the first and the last steps are told.
 */
final class ObjectPath {
  private static final int FIRST = 4;
  private static final int LAST = 12;

  private final IdTable ids;
  private final List<String> roots;

  ObjectPath(IdTable ids, List<String> roots) {
    this.ids = ids;
    this.roots = roots;
  }

  String to(int id) {
    Deque<Integer> last = new ArrayDeque<>();
    Deque<Integer> first = new ArrayDeque<>();
    int left = 0;
    int at = id;
    for (; at > 0; at = ids.parent(at)) {
      if (last.size() < LAST) {
        last.addFirst(at);
        continue;
      }
      first.addFirst(at);
      if (first.size() > FIRST) {
        first.removeLast();
        left++;
      }
    }
    List<String> steps = new ArrayList<>();
    steps.add(roots.get(-at - 1));
    describe(first, steps);
    if (left > 0) {
      steps.add("(" + left + " objects)");
    }
    describe(last, steps);
    return String.join(" → ", steps);
  }

  private void describe(Deque<Integer> way, List<String> steps) {
    Integer[] ofWay = way.toArray(Integer[]::new);
    for (int i = 0; i < ofWay.length; i++) {
      Object holder = ids.get(ofWay[i]);
      String edge = i + 1 < ofWay.length ? edge(holder, ids.get(ofWay[i + 1])) : "";
      steps.add(holder.getClass().getTypeName() + file(holder) + edge);
    }
  }

  /** The file that a stream of the JDK was opened on. */
  private static String file(Object holder) {
    Object path = null;
    if (holder instanceof FileInputStream) {
      path = Raw.get(holder, FileInputStream.class, "path");
    } else if (holder instanceof FileOutputStream) {
      path = Raw.get(holder, FileOutputStream.class, "path");
    } else if (holder instanceof RandomAccessFile) {
      path = Raw.get(holder, RandomAccessFile.class, "path");
    }
    return path == null ? "" : " on " + path;
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
        if (slot.isReference() && Raw.getReference(holder, slot.offset()) == child) {
          return "." + slot.name();
        }
      }
    }
    return "";
  }
}
