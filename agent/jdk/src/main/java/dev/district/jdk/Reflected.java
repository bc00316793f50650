package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Reflected members, those that reflection filters out included. */
public final class Reflected {
  private static final long OVERRIDE = Raw.offset(Raw.field(AccessibleObject.class, "override"));
  private static final MethodHandle METHODS =
      Lookups.findVirtual(
          Class.class, "getDeclaredMethods0", MethodType.methodType(Method[].class, boolean.class));
  private static final MethodHandle CONSTRUCTORS =
      Lookups.findVirtual(
          Class.class,
          "getDeclaredConstructors0",
          MethodType.methodType(Constructor[].class, boolean.class));

  private Reflected() {}

  /** Descriptor of a field's type or of a method (JVMS 4.3). */
  public static String descriptor(Member member) {
    if (member instanceof Field field) {
      return field.getType().descriptorString();
    }
    Class<?> result = member instanceof Method method ? method.getReturnType() : void.class;
    return MethodType.methodType(result, ((Executable) member).getParameterTypes())
        .toMethodDescriptorString();
  }

  /**
   * A fresh object for the member with that name and descriptor; a constructor has its class's
   * name. Public members are looked for first, by themselves: the VM loads the classes that the
   * signatures of all members asked for name, and a program that has asked for public ones only may
   * do without the others' classes.
   */
  public static AccessibleObject find(Class<?> type, String name, String descriptor) {
    AccessibleObject found = find(type, name, descriptor, true);
    if (found == null) {
      found = find(type, name, descriptor, false);
    }
    if (found == null) {
      throw new IllegalStateException("no member " + type.getName() + "." + name + descriptor);
    }
    return found;
  }

  private static @Nullable AccessibleObject find(
      Class<?> type, String name, String descriptor, boolean publicOnly) {
    Member[] candidates;
    try {
      if (descriptor.charAt(0) != '(') {
        candidates = publicOnly ? Raw.publicFields(type) : Raw.declaredFields(type);
      } else if (name.equals(type.getName())) {
        candidates = (Constructor<?>[]) CONSTRUCTORS.invokeExact(type, publicOnly);
      } else {
        candidates = (Method[]) METHODS.invokeExact(type, publicOnly);
      }
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
    for (Member candidate : candidates) {
      if (candidate.getName().equals(name) && descriptor(candidate).equals(descriptor)) {
        return (AccessibleObject) candidate;
      }
    }
    return null;
  }

  /** The flag that {@code setAccessible} sets. */
  public static boolean isAccessible(AccessibleObject member) {
    return Raw.getByte(member, OVERRIDE) != 0;
  }

  public static void makeAccessible(AccessibleObject member) {
    Raw.putByte(member, OVERRIDE, (byte) 1);
  }

  /**
   * True for constructors that {@code ReflectionFactory.newConstructorForSerialization} made: they
   * run a superclass's constructor on an instance of another class.
   */
  public static boolean isSynthesized(Member member) {
    return member instanceof Constructor<?> && madeFor(member) != member.getDeclaringClass();
  }

  /** The class of the objects that a constructor makes. */
  public static Class<?> madeFor(Member member) {
    Object accessor =
        member instanceof Constructor<?> constructor
            ? Raw.get(constructor, Constructor.class, "constructorAccessor")
            : null;
    return accessor != null && accessor.getClass().getName().contains("Serialization")
        ? accessor.getClass()
        : member.getDeclaringClass();
  }
}
