package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What bound and combined method handles consist of: a <em>lambda form</em>, which is a little
 * program, and bound values in an object of a <em>species</em>, a class with as many fields of the
 * right types. Both are ordinary objects but for a few parts that belong to the VM and are found or
 * made again here. Requires {@code java.base/java.lang.invoke} to be open.
 */
public final class HandleParts {
  private static final String PACKAGE = "java.lang.invoke.";
  private static final String SPECIES = PACKAGE + "BoundMethodHandle$Species_";
  private static final Class<?> BOUND = Lookups.bootClass(PACKAGE + "BoundMethodHandle");
  private static final Class<?> DIRECT = Lookups.bootClass(PACKAGE + "DirectMethodHandle");

  /** The handle of one member that stands for that of another, or is bound to its caller. */
  private static final Class<?> WRAPPED =
      Lookups.bootClass(PACKAGE + "MethodHandleImpl$WrappedMember");

  private static final Class<?> FORM = Lookups.bootClass(PACKAGE + "LambdaForm");
  private static final Class<?> MEMBER = Lookups.bootClass(PACKAGE + "MemberName");
  private static final Class<?> SPECIES_DATA =
      Lookups.bootClass(PACKAGE + "ClassSpecializer$SpeciesData");
  private static final MethodHandle REFERENCE_KIND = Lookups.findByName(MEMBER, "getReferenceKind");
  private static final MethodHandle NAME = Lookups.findByName(MEMBER, "getName");
  private static final MethodHandle RESOLVED = Lookups.findByName(MEMBER, "isResolved");
  private static final MethodHandle FIELD_TYPE = Lookups.findByName(MEMBER, "getFieldType");
  private static final MethodHandle METHOD_TYPE = Lookups.findByName(MEMBER, "getMethodType");
  private static final byte TRUSTED_MODES = -1;

  /** Handles that only stand in front of another one. */
  private static final Set<String> DELEGATING =
      Set.of(
          PACKAGE + "MethodHandleImpl$AsVarargsCollector",
          PACKAGE + "MethodHandleImpl$IntrinsicMethodHandle",
          PACKAGE + "MethodHandleImpl$CountingWrapper");

  private HandleParts() {}

  /** A method that a lambda form calls, or a field that it reads. */
  public record Member(int kind, Class<?> owner, String name, String descriptor) {}

  /** Whether the handle is made of ordinary objects. */
  public static boolean isCombined(Object handle) {
    return BOUND.isInstance(handle)
        || DELEGATING.contains(handle.getClass().getName())
        || WRAPPED.isInstance(handle) && Raw.get(handle, WRAPPED, "callerClass") != null;
  }

  /** Whether the handle is bound to a method or field by the VM. */
  public static boolean isDirect(@Nullable Object handle) {
    return DIRECT.isInstance(handle);
  }

  /** The class whose method or field a direct handle is bound to; null for other handles. */
  public static @Nullable Class<?> owner(MethodHandle handle) {
    Object member = DIRECT.isInstance(handle) ? Raw.get(handle, DIRECT, "member") : null;
    return member == null ? null : (Class<?>) Raw.get(member, MEMBER, "clazz");
  }

  /** What a direct handle is bound to; null if that isn't a resolved method or field. */
  static @Nullable Member member(MethodHandle direct) {
    Object member = Raw.get(direct, DIRECT, "member");
    return member == null ? null : member(member);
  }

  /** Takes a {@code MemberName} apart; null if it isn't a resolved method or field. */
  public static @Nullable Member member(Object memberName) {
    try {
      int kind = (byte) REFERENCE_KIND.invoke(memberName);
      Class<?> owner = (Class<?>) Raw.get(memberName, MEMBER, "clazz");
      String name = (String) NAME.invoke(memberName);
      boolean resolved = (boolean) RESOLVED.invoke(memberName);
      if (kind == 0 || owner == null || name == null || !resolved || isCode(owner)) {
        return null;
      }
      boolean field = kind <= MethodHandleInfo.REF_putStatic;
      Object type = (field ? FIELD_TYPE : METHOD_TYPE).invoke(memberName);
      String descriptor =
          field
              ? ((Class<?>) type).descriptorString()
              : ((MethodType) type).toMethodDescriptorString();
      return new Member(kind, owner, name, descriptor);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Whether the class is a lambda form's code, or otherwise not known how to be made again. */
  private static boolean isCode(Class<?> owner) {
    boolean lambda = owner.isSynthetic() && owner.getName().contains(LinkedLambdas.MARK);
    return owner.isHidden() && !lambda && HiddenDefinitions.of(owner) == null;
  }

  /** Type of the method that a direct handle is bound to; null for one of a field. */
  static @Nullable MethodType methodType(MethodHandle direct) {
    Object member = Raw.get(direct, DIRECT, "member");
    try {
      int kind = (byte) REFERENCE_KIND.invoke(member);
      return kind <= MethodHandleInfo.REF_putStatic
          ? null
          : (MethodType) METHOD_TYPE.invoke(member);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** A resolved {@code MemberName}. */
  public static Object memberName(Member member) {
    ClassLoader loader = member.owner().getClassLoader();
    String descriptor = member.descriptor();
    boolean field = descriptor.charAt(0) != '(';
    MethodType type =
        MethodType.fromMethodDescriptorString(
            field ? "()" + descriptor : descriptor,
            loader == null ? ClassLoader.getPlatformClassLoader() : loader);
    try {
      Constructor<?> constructor =
          MEMBER.getDeclaredConstructor(
              Class.class, String.class, field ? Class.class : MethodType.class, byte.class);
      Object unresolved =
          Lookups.TRUSTED
              .unreflectConstructor(constructor)
              .invoke(
                  member.owner(),
                  member.name(),
                  field ? type.returnType() : type,
                  (byte) member.kind());
      Object factory = Lookups.findByName(MEMBER, "getFactory").invoke();
      return Lookups.findByName(
              factory.getClass(),
              "resolveOrFail",
              byte.class,
              MEMBER,
              Class.class,
              int.class,
              Class.class)
          .invoke(
              factory,
              (byte) member.kind(),
              unresolved,
              (Class<?>) null,
              (int) TRUSTED_MODES,
              field ? NoSuchFieldException.class : NoSuchMethodException.class);
    } catch (Throwable t) {
      throw new IllegalStateException(member.toString(), t);
    }
  }

  /** The types of a species' fields, one letter each. */
  public static String speciesKey(Object speciesData) {
    Object key = Raw.get(speciesData, SPECIES_DATA, "key");
    if (!(key instanceof String text)) {
      throw new IllegalStateException("a species of method handles without a key");
    }
    return text;
  }

  /** The species with these fields, made if need be. */
  public static Object species(String key) {
    try {
      Raw.ensureInitialized(BOUND);
      Object specializer = Raw.getStatic(BOUND, "SPECIALIZER");
      Class<?> type = Lookups.bootClass(PACKAGE + "ClassSpecializer");
      return Lookups.findByName(type, "findSpecies", Object.class).invoke(specializer, key);
    } catch (Throwable t) {
      throw new IllegalStateException("species " + key + " of method handles", t);
    }
  }

  /** Makes the species whose class has this name, if it is one, so that the class can be found. */
  public static void ensureSpecies(String className) {
    if (!className.startsWith(SPECIES)) {
      return;
    }
    StringBuilder key = new StringBuilder();
    int count = 0;
    for (char c : className.substring(SPECIES.length()).toCharArray()) {
      if (Character.isDigit(c)) {
        count = 10 * count + c - '0';
      } else {
        repeat(key, count);
        count = 0;
        key.append(c);
      }
    }
    repeat(key, count);
    species(key.toString());
  }

  /** {@code L5} means five times L. */
  private static void repeat(StringBuilder key, int count) {
    for (int i = 1; i < count; i++) {
      key.append(key.charAt(key.length() - 1));
    }
  }

  /**
   * A function of a lambda form that reads a field of a species: the JDK compares it by identity.
   */
  public record Getter(String species, int index) {}

  /** What the function reads, or null if it does something else. */
  public static @Nullable Getter getter(Object namedFunction) {
    Object memberName = Raw.get(namedFunction, namedFunction.getClass(), "member");
    Class<?> owner = memberName == null ? null : (Class<?>) Raw.get(memberName, MEMBER, "clazz");
    if (owner == null || !owner.getName().startsWith(SPECIES)) {
      return null;
    }
    Object species = Raw.getStatic(owner, "BMH_SPECIES");
    if (species == null) {
      return null;
    }
    List<?> getters = getters(species);
    for (int i = 0; i < getters.size(); i++) {
      if (getters.get(i) == namedFunction) {
        return new Getter(speciesKey(species), i);
      }
    }
    return null;
  }

  public static Object getter(Getter getter) {
    return getters(species(getter.species())).get(getter.index());
  }

  private static List<?> getters(Object species) {
    try {
      return (List<?>) Lookups.findByName(SPECIES_DATA, "getterFunctions").invoke(species);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  public static boolean isForm(Object o) {
    return o.getClass() == FORM;
  }

  /** Whether the form is a copy made for one handle; then it also knows the original. */
  public static boolean isCustomized(Object form) {
    return Raw.get(form, FORM, "customized") != null;
  }

  /**
   * A restored lambda form has neither code nor counts; it gets the JDK's interpreter for its type.
   */
  public static void prepare(Object form) {
    try {
      Raw.putByte(form, Raw.offset(Raw.field(FORM, "isCompiled")), (byte) 0);
      Raw.putInt(form, Raw.offset(Raw.field(FORM, "invocationCounter")), 0);
      Lookups.findByName(FORM, "prepare").invoke(form);
    } catch (Throwable t) {
      throw new IllegalStateException("a lambda form can't be prepared", t);
    }
  }

  /** The direct handle a function of a lambda form is resolved to, or null. */
  public static @Nullable MethodHandle resolved(Object namedFunction) {
    return (MethodHandle) Raw.get(namedFunction, namedFunction.getClass(), "resolvedHandle");
  }
}
