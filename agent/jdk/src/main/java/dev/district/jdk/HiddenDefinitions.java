package dev.district.jdk;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.access.SharedSecrets;
import org.jspecify.annotations.Nullable;

/**
 * How the hidden classes of this JVM were defined ({@code Lookup.defineHiddenClass}, JEP 371): no
 * transformer sees one, and the VM gives its class file to nobody afterwards. Those of {@code
 * java.lang.invoke} itself, code of method handles, are left out.
 */
public final class HiddenDefinitions {
  private static final String PACKAGE = "java.lang.invoke";
  private static final Class<?> DEFINER =
      Lookups.bootClass(PACKAGE + ".MethodHandles$Lookup$ClassDefiner");
  private static final long LOOKUP = offset("lookup");

  /** {@code name} on 17, {@code internalName} on 25. */
  private static final long NAME =
      offset(Raw.fieldOrNull(DEFINER, "name") == null ? "internalName" : "name");

  private static final long BYTES = offset("bytes");
  private static final long FLAGS = offset("classFlags");

  /** How the names of classes begin that implement an interface by a method handle. */
  private static final String HANDLE_PROXY = "jdk.MHProxy";

  /** Where a hidden class keeps what it was defined with, in its mirror. */
  private static final String CLASS_DATA = "classData";

  private static final Map<Key, Definition> DEFINED = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Class<?>> UNLOADED = new ReferenceQueue<>();

  /**
   * Hashes by name: asking a class for its identity hash gives it one, and a restored class is to
   * get the one that it had.
   */
  private static final class Key extends WeakReference<Class<?>> {
    private final int hash;

    Key(Class<?> type, @Nullable ReferenceQueue<Class<?>> queue) {
      super(type, queue);
      hash = type.getName().hashCode();
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || other instanceof Key key && get() != null && key.get() == get();
    }
  }

  private HiddenDefinitions() {}

  /**
   * What a hidden class was defined with, but for the class data.
   *
   * @param host the look-up class: its loader, its package, and its nest if the flags say so
   * @param name internal name, without what the VM adds
   * @param flags {@code MethodHandleNatives.Constants}: nestmate, strong, trusted
   */
  public record Definition(WeakReference<Class<?>> host, String name, byte[] bytes, int flags) {
    /** Lives as long as the hidden class. */
    public Class<?> lookupClass() {
      Class<?> type = host.get();
      if (type == null) {
        throw new IllegalStateException("the host of hidden class " + name + " is gone");
      }
      return type;
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
    for (Object gone = UNLOADED.poll(); gone != null; gone = UNLOADED.poll()) {
      DEFINED.remove(gone);
    }
    DEFINED.put(
        new Key(type, UNLOADED), new Definition(new WeakReference<>(host), name, bytes, flags));
  }

  /** The class is made again in another way. */
  public static void forget(Class<?> type) {
    DEFINED.remove(new Key(type, null));
  }

  /** The definition of a hidden class, or null if it is none or wasn't seen. */
  public static @Nullable Definition of(Class<?> type) {
    return type.isHidden() ? DEFINED.get(new Key(type, null)) : null;
  }

  /** {@code MethodHandleProxies} knows its classes, from 21 on. */
  @SuppressWarnings("unchecked")
  private static void addHandleProxy(Class<?> type) {
    Raw.ensureInitialized(MethodHandleProxies.class);
    if (Raw.getStatic(MethodHandleProxies.class, "WRAPPER_TYPES") instanceof Set<?> known) {
      ((Set<Class<?>>) known).add(type);
    }
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
    if (type.getName().startsWith(HANDLE_PROXY)) {
      addHandleProxy(type);
    }
    return type;
  }
}
