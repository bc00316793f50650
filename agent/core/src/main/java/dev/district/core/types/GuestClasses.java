package dev.district.core.types;

import dev.district.jdk.PlatformClassFiles;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Classes that the program has defined in the boot or the platform loader, as byte code libraries
 * do through {@code Unsafe.defineClass} and its like: another JVM knows nothing of them. Each class
 * is looked at once.
 */
public final class GuestClasses {
  /** Where the JDK itself defines classes, which it makes again on demand. */
  private static final String GENERATED_BY_THE_JDK = "java.lang.invoke.";

  private static final Set<Class<?>> SEEN =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private static volatile Set<Class<?>> guests = Set.of();

  private GuestClasses() {}

  /** Looks at the classes of the platform's loaders among those loaded. */
  public static void learn(Class<?>[] loaded) {
    for (Class<?> type : loaded) {
      if (isCandidate(type) && SEEN.add(type) && !PlatformClassFiles.has(type)) {
        Set<Class<?>> more = Collections.newSetFromMap(new WeakHashMap<>());
        more.addAll(guests);
        more.add(type);
        guests = more;
      }
    }
  }

  private static boolean isCandidate(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return (loader == null || loader == ClassLoader.getPlatformClassLoader())
        && !type.isArray()
        && !type.isPrimitive()
        && !type.isHidden()
        && !type.getName().startsWith(GENERATED_BY_THE_JDK)
        && !type.getName().startsWith("dev.district.boot.")
        && !Generated.isProxy(type);
  }

  /** Whether the class, of one of the platform's loaders, is one of them. */
  static boolean contains(Class<?> type) {
    Set<Class<?>> known = guests;
    return !known.isEmpty() && known.contains(type);
  }
}
