package dev.district.jdk;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.access.SharedSecrets;
import jdk.internal.reflect.ConstantPool;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a class declares, without their types: reflection loads those, which asks the
 * program's class loaders, and fails where an optional class is missing (JVMS 5.4.3 lets a program
 * run that never uses it). So the VM's own table is read. How that is laid out is proved against
 * reflection first; where the proof fails, reflection it is.
 */
public final class DeclaredFields {
  /** Those of JVMS 4.5; the VM has others beside them. */
  private static final int MODIFIERS = 0x50DF;

  private static final @Nullable DeclaredFields KNOWN = prove();

  private final int mirrorOffset = VmStructs.staticInt("java_lang_Class", "_klass_offset");
  private final FieldTable table = FieldTable.find();

  private DeclaredFields() {}

  /**
   * One field.
   *
   * @param modifiers as of {@link Field#getModifiers}
   * @param offset for {@link Raw}, relative to the object, or to the class for a static one
   */
  public record DeclaredField(String name, String descriptor, int modifiers, long offset) {
    public boolean isStatic() {
      return Modifier.isStatic(modifiers);
    }
  }

  /** Whether the VM's table can be read in this JVM. */
  public static boolean trusted() {
    return KNOWN != null;
  }

  /** The fields of a class or interface, those that reflection filters out included. */
  public static List<DeclaredField> of(Class<?> type) {
    return KNOWN == null ? reflected(type) : KNOWN.read(type);
  }

  private List<DeclaredField> read(Class<?> type) {
    if (type.isArray() || type.isPrimitive()) {
      return List.of();
    }
    ConstantPool pool = SharedSecrets.getJavaLangAccess().getConstantPool(type);
    List<DeclaredField> fields = new ArrayList<>();
    table.read(
        Raw.U.getLong(type, mirrorOffset),
        (name, descriptor, access, offset) ->
            fields.add(
                new DeclaredField(
                    pool.getUTF8At(name), pool.getUTF8At(descriptor), access & MODIFIERS, offset)));
    return fields;
  }

  private static List<DeclaredField> reflected(Class<?> type) {
    List<DeclaredField> fields = new ArrayList<>();
    for (Field field : Raw.declaredFields(type)) {
      boolean isStatic = Modifier.isStatic(field.getModifiers());
      fields.add(
          new DeclaredField(
              field.getName(),
              field.getType().descriptorString(),
              field.getModifiers(),
              isStatic ? Raw.staticOffset(field) : Raw.offset(field)));
    }
    return fields;
  }

  /** Fields of all kinds: generic, constant, of every size. */
  private static final class Probe<T> {
    static final long CONSTANT = 42;
    static final String TEXT = "text";
    static byte small;
    static @Nullable Object any;
    private transient volatile @Nullable T generic;
    private boolean flag;
    private char letter;
    private double number;
    protected int @Nullable [] @Nullable [] array;
  }

  private static @Nullable DeclaredFields prove() {
    try {
      DeclaredFields fields = new DeclaredFields();
      for (Class<?> type :
          List.of(
              Probe.class,
              Object.class,
              Class.class,
              Thread.class,
              String.class,
              Runnable.class,
              ConcurrentHashMap.class,
              DeclaredField.class)) {
        if (!fields.read(type).equals(reflected(type))) {
          return null;
        }
      }
      Field constant = Raw.field(Probe.class, "small");
      return Raw.staticBase(constant) == Probe.class ? fields : null;
    } catch (IllegalStateException | IllegalArgumentException e) {
      return null;
    }
  }
}
