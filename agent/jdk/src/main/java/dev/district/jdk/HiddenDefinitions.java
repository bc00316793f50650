package dev.district.jdk;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import jdk.internal.access.SharedSecrets;
import org.jspecify.annotations.Nullable;

/**
 * How the hidden classes of this JVM were defined ({@code Lookup.defineHiddenClass}, JEP 371): no
 * transformer sees one, and the VM gives its class file to nobody afterwards. Those of {@code
 * java.lang.invoke} itself, code of method handles, are left out.
 */
public final class HiddenDefinitions {
  private static final String PACKAGE = "java.lang.invoke";
  private static final Class<?> DEFINER = Lookups.bootClass(PACKAGE + ".MethodHandles$Lookup$ClassDefiner");
  private static final long LOOKUP = offset("lookup");

  /** {@code name} on 17, {@code internalName} on 25. */
  private static final long NAME =
      offset(Raw.fieldOrNull(DEFINER, "name") == null ? "internalName" : "name");

  private static final long BYTES = offset("bytes");
  private static final long FLAGS = offset("classFlags");

  /** Where a hidden class keeps what it was defined with, in its mirror. */
  private static final String CLASS_DATA = "classData";

  private static final Map<Class<?>, Definition> DEFINED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private HiddenDefinitions() {}

  /**
   * What a hidden class was defined with, but for the class data.
   *
   * @param host the look-up class: its loader, its package, and its nest if the flags say so
   * @param name internal name, without what the VM adds
   * @param flags {@code MethodHandleNatives.Constants}: nestmate, strong, trusted
   */
  public record Definition(HostReference host, String name, byte[] bytes, int flags) {
    /** Null when it has been unloaded, which the class itself prevents. */
    public Class<?> lookupClass() {
      Class<?> type = host.get();
      if (type == null) {
        throw new IllegalStateException("the host of hidden class " + name + " is gone");
      }
      return type;
    }
  }

  /** Weak: a value of a weak map must not hold its key, and classes hold one another. */
  private static final class HostReference extends java.lang.ref.WeakReference<Class<?>> {
    HostReference(Class<?> host) {
      super(host);
    }
  }

  private static long offset(String field) {
    return Raw.offset(Raw.field(DEFINER, field));
  }

  /**
   * Notes a definition.
   *
   * @param definer the {@code Lookup.ClassDefiner} that has made it
   */
  public static void defined(Class<?> type, Object definer) {
    if (Raw.getReference(definer, LOOKUP) instanceof Lookup lookup
        && Raw.getReference(definer, NAME) instanceof String name
        && Raw.getReference(definer, BYTES) instanceof byte[] bytes
        && !lookup.lookupClass().getPackageName().equals(PACKAGE)) {
      note(type, lookup.lookupClass(), name, bytes, Raw.getInt(definer, FLAGS));
    }
  }

  private static void note(Class<?> type, Class<?> host, String name, byte[] bytes, int flags) {
    DEFINED.put(type, new Definition(new HostReference(host), name, bytes, flags));
  }

  /** The class is made again in another way. */
  public static void forget(Class<?> type) {
    DEFINED.remove(type);
  }

  /** The definition of a hidden class, or null if it is none or wasn't seen. */
  public static @Nullable Definition of(Class<?> type) {
    return type.isHidden() ? DEFINED.get(type) : null;
  }

  /** Whether the type names a hidden class. */
  public static boolean mentioned(MethodType type) {
    for (Class<?> parameter : type.parameterArray()) {
      if (isHidden(parameter)) {
        return true;
      }
    }
    return isHidden(type.returnType());
  }

  private static boolean isHidden(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isHidden();
  }

  /** Name of the field of {@code Class} that keeps the class data. */
  public static String classDataField() {
    return CLASS_DATA;
  }

  /**
   * Defines the class again, uninitialised and without class data.
   *
   * @param toDefine the class file for this JVM
   * @param original the class file to be remembered
   */
  public static Class<?> define(
      Class<?> host, String name, byte[] toDefine, byte[] original, int flags) {
    ClassLoader loader = host.getClassLoader();
    ProtectionDomain domain = loader == null ? null : ClassDefiner.domainOf(host);
    Class<?> type =
        SharedSecrets.getJavaLangAccess()
            .defineClass(loader, host, name, toDefine, domain, false, flags, null);
    note(type, host, name, original, flags);
    return type;
  }
}
