package dev.district.core.values;

import dev.district.boot.Drawn;
import dev.district.jdk.CallSiteParts;
import dev.district.jdk.Cleanables;
import dev.district.jdk.DirectMemory;
import dev.district.jdk.HandleParts;
import dev.district.jdk.LoaderPaths;
import dev.district.jdk.Lookups;
import dev.district.jdk.Raw;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * References that are captured as null, because what they lead to is a cache over native memory or
 * the platform's own list of resources, and the platform does without.
 */
public final class Dropped {
  private static final Class<?> ENTRY =
      Lookups.bootClass("java.lang.ThreadLocal$ThreadLocalMap$Entry");
  private static final long REFERENT = Raw.offset(Raw.field(Reference.class, "referent"));
  private static final long VALUE = Raw.offset(Raw.field(ENTRY, "value"));
  private static final Set<String> CACHES =
      Set.of(
          "sun.nio.fs.NativeBuffers$1",
          "sun.nio.ch.Util$1",
          "sun.nio.ch.IOVecWrapper$1",
          "jdk.internal.misc.TerminatingThreadLocal$1");

  /**
   * Reflective accessors and the field through which they reach generated code or a method handle.
   * Only a frame in the midst of such a call can hold one, and it has called it already: {@code
   * Method} objects are found anew and make their own.
   */
  private static final Map<String, String> ACCESSORS =
      Map.of(
          "jdk.internal.reflect.DelegatingMethodAccessorImpl", "delegate",
          "jdk.internal.reflect.DelegatingConstructorAccessorImpl", "delegate",
          "jdk.internal.reflect.DirectMethodHandleAccessor", "target",
          "jdk.internal.reflect.DirectConstructorHandleAccessor", "target");

  /** Values of such caches whose thread local is an ordinary one (17). */
  private static final Set<String> CACHED = Set.of("sun.nio.ch.IOVecWrapper");

  /** What a lambda form has of the VM, and what it caches. */
  private static final Set<String> FORM = Set.of("vmentry", "transformCache");

  private static final String FUNCTION = "java.lang.invoke.LambdaForm$NamedFunction";

  /** A generator of this class without a state draws a seed when it is used. */
  private static final String SHA1 = "sun.security.provider.SecureRandom";

  private Dropped() {}

  /** Whether a reference object that goes without these fields goes without its referent too. */
  public static boolean withoutReferent(Set<String> dropped) {
    return dropped.contains("value");
  }

  /** Whether objects of the class, reference objects aside, may go without some of their fields. */
  public static boolean concerns(Class<?> type) {
    return ACCESSORS.containsKey(type.getName())
        || LoaderPaths.isPath(type)
        || type.getName().equals(SHA1)
        || type.getName().equals("java.lang.invoke.LambdaForm")
        || type.getName().equals(FUNCTION)
        || MethodHandle.class.isAssignableFrom(type)
        || CallSite.class.isAssignableFrom(type)
        || DirectMemory.mayOwn(type);
  }

  /** Names of the fields that this object goes without; none for nearly all objects. */
  public static Set<String> fields(Object o) {
    if (o.getClass() == ENTRY) {
      Object value = Raw.getReference(o, VALUE);
      return isCache(Raw.getReference(o, REFERENT)) || isCached(value) || isOurs(value)
          ? Set.of("value")
          : Set.of();
    }
    if (o.getClass().getName().equals(SHA1) && Drawn.is(o)) {
      return Set.of("state", "remainder");
    }
    if (DirectMemory.mayOwn(o.getClass())) {
      return Set.of("cleaner");
    }
    String accessed = ACCESSORS.get(o.getClass().getName());
    if (accessed != null) {
      return Set.of(accessed);
    }
    if (o instanceof MethodHandle) {
      return Set.of("asTypeCache", "asTypeSoftCache");
    }
    if (o instanceof CallSite) {
      return CallSiteParts.OF_THE_VM;
    }
    if (HandleParts.isForm(o)) {
      return HandleParts.isCustomized(o) ? Set.of("vmentry") : FORM;
    }
    if (o.getClass().getName().equals(FUNCTION)) {
      return HandleParts.isDirect(HandleParts.resolved(o))
          ? Set.of("invoker", "resolvedHandle")
          : Set.of("invoker");
    }
    if (LoaderPaths.isPath(o.getClass())) {
      return LoaderPaths.CACHE;
    }
    return Cleanables.isDone(o) || Cleanables.isRenewable(o)
        ? Set.of("list", "next", "prev", "node", "queue")
        : Set.of();
  }

  private static boolean isCache(@Nullable Object key) {
    return key != null && CACHES.contains(key.getClass().getName());
  }

  private static boolean isCached(@Nullable Object value) {
    return value != null && CACHED.contains(value.getClass().getName());
  }

  /** What the agent's hooks keep per thread. */
  private static boolean isOurs(@Nullable Object value) {
    return value != null && value.getClass().getName().startsWith("dev.district.boot.");
  }

  /** Offsets of those fields. */
  public static Set<Long> offsets(Class<?> type, Set<String> names) {
    Set<Long> offsets = new HashSet<>();
    for (@Nullable Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (String name : names) {
        Field field = Raw.fieldOrNull(c, name);
        if (field != null) {
          offsets.add(Raw.offset(field));
        }
      }
    }
    return offsets;
  }
}
