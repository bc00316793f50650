package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

/**
 * Objects whose {@code finalize} method is still to be called: the list of {@code
 * java.lang.ref.Finalizer}. The VM registers an object at the end of {@code Object.<init>}, which
 * doesn't run for restored objects.
 */
public final class Finalizers {
  private static final Class<?> FINALIZER = Lookups.bootClass("java.lang.ref.Finalizer");
  private static final long NEXT = Raw.offset(Raw.field(FINALIZER, "next"));
  private static final long REFERENT = Raw.offset(Raw.field(Reference.class, "referent"));
  private static final MethodHandle REGISTER =
      Lookups.findStatic(FINALIZER, "register", MethodType.methodType(void.class, Object.class));

  private static final MethodType FINALIZE = MethodType.methodType(void.class);

  private Finalizers() {}

  /** Whether the class or a superclass other than {@code Object} declares {@code finalize()}. */
  public static boolean hasFinalizer(Class<?> type) {
    Class<?> declaring = Lookups.declaring(type, "finalize", FINALIZE);
    return declaring != null && declaring != Object.class;
  }

  /** Whether the finalizer of an object of the JDK ends threads of the application. */
  public static boolean endsThreads(Object o) {
    return o.getClass().getName().startsWith("java.util.concurrent.");
  }

  /** All objects that are registered and not finalized yet. */
  public static Set<Object> registered() {
    Set<Object> registered = Collections.newSetFromMap(new IdentityHashMap<>());
    synchronized (Objects.requireNonNull(Raw.getStatic(FINALIZER, "lock"))) {
      Object finalizer = Raw.getStatic(FINALIZER, "unfinalized");
      while (finalizer != null) {
        Object referent = Raw.getReference(finalizer, REFERENT);
        if (referent != null) {
          registered.add(referent);
        }
        finalizer = Raw.getReference(finalizer, NEXT);
      }
    }
    return registered;
  }

  /** Lets the object be finalized when it dies. */
  public static void register(Object o) {
    try {
      REGISTER.invokeExact(o);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
