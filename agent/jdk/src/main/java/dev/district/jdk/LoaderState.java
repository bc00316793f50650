package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a class loader object that is coupled to the VM, read and made raw: no method that an
 * application may override is called.
 *
 * <p>HotSpot makes its own record of a loader ({@code ClassLoaderData}) when the loader first
 * defines or initiates a class, and reads {@code name}, {@code nameAndId} and {@code unnamedModule}
 * then; it asks {@code parallelLockMap} whether the loader is parallel capable, and calls {@code
 * addClass}, which needs {@code classes}.
 */
public final class LoaderState {
  private static final MethodHandle NEW_MODULE = newModule();
  private static final Class<?> LIBRARIES =
      Lookups.bootClass("jdk.internal.loader.NativeLibraries");
  private static final MethodHandle NEW_LIBRARIES = newLibraries();

  private LoaderState() {}

  private static MethodHandle newModule() {
    try {
      return Lookups.TRUSTED.findConstructor(
          Module.class, MethodType.methodType(void.class, ClassLoader.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The factory method has another name on 17. */
  private static MethodHandle newLibraries() {
    boolean recent = Runtime.version().feature() > 17;
    String name = recent ? "newInstance" : "jniNativeLibraries";
    return Lookups.findByName(LIBRARIES, name, ClassLoader.class)
        .asType(MethodType.methodType(Object.class, ClassLoader.class));
  }

  public static @Nullable String name(ClassLoader loader) {
    return (String) Raw.get(loader, ClassLoader.class, "name");
  }

  public static @Nullable ClassLoader parent(ClassLoader loader) {
    return (ClassLoader) Raw.get(loader, ClassLoader.class, "parent");
  }

  /** Name and identity hash, as in stack traces and messages. */
  public static String nameAndId(ClassLoader loader) {
    return String.valueOf(Raw.get(loader, ClassLoader.class, "nameAndId"));
  }

  public static boolean isParallelCapable(ClassLoader loader) {
    return Raw.get(loader, ClassLoader.class, "parallelLockMap") != null;
  }

  /** Whether a native library was loaded for classes of this loader. */
  public static boolean hasLibraries(ClassLoader loader) {
    Object libraries = Raw.get(loader, ClassLoader.class, "libraries");
    Object loaded = libraries == null ? null : Raw.get(libraries, LIBRARIES, "libraries");
    return loaded instanceof Map<?, ?> map && !map.isEmpty();
  }

  /**
   * A loader on which no constructor has run, such that the VM takes it for one. Its class must be
   * initialised; its other fields are at their defaults.
   */
  public static ClassLoader allocate(
      Class<?> type, @Nullable String name, String nameAndId, boolean parallelCapable) {
    ClassLoader loader = (ClassLoader) Raw.allocateInstance(type);
    set(loader, "name", name);
    set(loader, "nameAndId", nameAndId);
    set(loader, "parallelLockMap", parallelCapable ? new ConcurrentHashMap<>() : null);
    set(loader, "package2certs", new ConcurrentHashMap<>());
    set(loader, "packages", new ConcurrentHashMap<>());
    set(loader, "classes", new ArrayList<>());
    set(loader, "assertionLock", loader);
    try {
      set(loader, "unnamedModule", (Module) NEW_MODULE.invokeExact(loader));
      set(loader, "libraries", (Object) NEW_LIBRARIES.invokeExact(loader));
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
    return loader;
  }

  private static void set(ClassLoader loader, String field, @Nullable Object value) {
    Raw.set(loader, ClassLoader.class, field, value);
  }
}
