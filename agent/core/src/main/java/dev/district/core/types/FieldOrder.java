package dev.district.core.types;

import dev.district.jdk.DeclaredFields;
import dev.district.jdk.DeclaredFields.DeclaredField;
import dev.district.jdk.HiddenDefinitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The fields that one class declares, in payload order: primitives before references, larger before
 * smaller, then by name. The order depends on nothing but the class file, because a restart may run
 * with other header and reference sizes and so with other offsets; larger before smaller is how
 * HotSpot lays fields out, so that neighbours in the payload tend to be neighbours in memory and
 * move together.
 */
public final class FieldOrder {
  private static final Comparator<FieldSlot> PAYLOAD_ORDER =
      Comparator.comparing(FieldSlot::isReference)
          .thenComparing(FieldSlot::size, Comparator.reverseOrder())
          .thenComparing(FieldSlot::name)
          .thenComparing(FieldSlot::descriptor);

  /** What a hidden class was defined with is in its mirror, as its static fields are. */
  private static final FieldSlot CLASS_DATA = classData();

  private FieldOrder() {}

  private static FieldSlot classData() {
    for (DeclaredField field : DeclaredFields.of(Class.class)) {
      if (field.name().equals(HiddenDefinitions.classDataField())) {
        return new FieldSlot("<classData>", field.descriptor(), 0, field.offset());
      }
    }
    throw new IllegalStateException("this JVM keeps class data elsewhere");
  }

  /** Instance fields declared by the class itself, without those coupled to the VM. */
  public static List<FieldSlot> instance(Class<?> type) {
    return select(type, false);
  }

  /** Static fields declared by the class itself. */
  public static List<FieldSlot> statics(Class<?> type) {
    return select(type, true);
  }

  private static List<FieldSlot> select(Class<?> type, boolean statics) {
    List<FieldSlot> slots = new ArrayList<>();
    for (DeclaredField field : DeclaredFields.of(type)) {
      if (field.isStatic() == statics && (statics || !VmFields.skipped(type, field.name()))) {
        slots.add(FieldSlot.of(field));
      }
    }
    if (statics && type.isHidden()) {
      slots.add(CLASS_DATA);
    }
    slots.sort(PAYLOAD_ORDER);
    return slots;
  }
}
