package dev.district.jdk;

import java.io.InvalidClassException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Descriptions of classes that object streams hold on to ({@code ObjectStreamClass}). What they
 * have of this JVM (constructors made for deserialization, offsets of fields) is made again from
 * the classes, as {@code ObjectStreamClass} itself does when it looks a class up or reads a
 * description; no class is initialised for it.
 */
public final class StreamClasses {
  /** The fields that are left out of an image. */
  public static final Set<String> MADE_AGAIN =
      Set.of("cons", "fieldRefl", "canonicalCtr", "deserializationCtrs", "deserializationCtr");

  /** Holds offsets of fields; nothing but a description refers to it for long. */
  public static final String REFLECTOR = "java.io.ObjectStreamClass$FieldReflector";

  private static final Class<?> OWNER = ObjectStreamClass.class;

  private StreamClasses() {}

  /** What is needed only by programs with object streams. */
  private static final class Makers {
    static final Class<?> REFLECTOR_CLASS = Lookups.bootClass(StreamClasses.REFLECTOR);
    static final Class<?> CACHE =
        Lookups.bootClass("java.io.ObjectStreamClass$DeserializationConstructorsCache");
    static final MethodHandle SERIALIZABLE = constructor("getSerializableConstructor");
    static final MethodHandle EXTERNALIZABLE = constructor("getExternalizableConstructor");
    static final MethodHandle CANONICAL =
        Lookups.findStatic(
            OWNER, "canonicalRecordCtr", MethodType.methodType(MethodHandle.class, Class.class));
    static final MethodHandle REFLECTOR =
        Lookups.findStatic(
                OWNER,
                "getReflector",
                MethodType.methodType(REFLECTOR_CLASS, ObjectStreamField[].class, OWNER))
            .asType(
                MethodType.methodType(
                    Object.class, ObjectStreamField[].class, ObjectStreamClass.class));
    static final MethodHandle NEW_CACHE =
        Lookups.findConstructor(CACHE, MethodType.methodType(void.class))
            .asType(MethodType.methodType(Object.class));

    private static MethodHandle constructor(String name) {
      return Lookups.findStatic(OWNER, name, MethodType.methodType(Constructor.class, Class.class));
    }
  }

  /** Makes a restored description one of this JVM. */
  public static void settle(Object o) {
    if (o.getClass() != ObjectStreamClass.class || !flag(o, "initialized")) {
      return;
    }
    ObjectStreamClass local = (ObjectStreamClass) Raw.get(o, OWNER, "localDesc");
    try {
      if (local != null) {
        make(o, local, (Class<?>) Raw.get(local, OWNER, "cl"));
      }
      ObjectStreamField[] fields = (ObjectStreamField[]) Raw.get(o, OWNER, "fields");
      if (fields != null) {
        put(o, "fieldRefl", reflector(fields, local));
      }
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private static void make(Object o, ObjectStreamClass local, @Nullable Class<?> type)
      throws Throwable {
    if (type == null || type.isArray() || !flag(local, "serializable") || flag(local, "isEnum")) {
      return;
    }
    if (flag(local, "isRecord")) {
      put(o, "canonicalCtr", (MethodHandle) Makers.CANONICAL.invokeExact(type));
      put(o, "deserializationCtrs", (Object) Makers.NEW_CACHE.invokeExact());
    } else if (flag(local, "externalizable")) {
      put(o, "cons", (Constructor<?>) Makers.EXTERNALIZABLE.invokeExact(type));
    } else {
      put(o, "cons", (Constructor<?>) Makers.SERIALIZABLE.invokeExact(type));
    }
  }

  /** None where the stream's fields don't fit the class: then the object can't be read. */
  private static @Nullable Object reflector(
      ObjectStreamField[] fields, @Nullable ObjectStreamClass local) throws Throwable {
    try {
      return (Object) Makers.REFLECTOR.invokeExact(fields, local);
    } catch (InvalidClassException e) {
      return null;
    }
  }

  private static boolean flag(Object o, String name) {
    return Raw.getByte(o, Raw.offset(Raw.field(OWNER, name))) != 0;
  }

  private static void put(Object o, String name, @Nullable Object value) {
    Raw.putReference(o, Raw.offset(Raw.field(OWNER, name)), value);
  }
}
