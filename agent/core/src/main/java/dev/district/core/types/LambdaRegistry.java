package dev.district.core.types;

import dev.district.boot.LambdaListener;
import dev.district.jdk.LambdaFacts;
import dev.district.jdk.LinkedLambdas;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows every lambda class and, in a restored JVM, hands the restored ones to the call sites that
 * are linked afterwards: a non-capturing lambda stays the one object that its call site yields, and
 * a capturing one stays of one class.
 *
 * <p>Two call sites of one class that ask for exactly the same get what was captured in turn; which
 * of two equal method references is which can't be told, and nothing in the language depends on it
 * (JLS 15.27.4).
 */
public final class LambdaRegistry implements LambdaListener {
  /** The one of this JVM; lambda linkage is global to it. */
  public static final LambdaRegistry INSTANCE = new LambdaRegistry();

  /** {@link LambdaFacts}, or the factory to read them off when somebody asks. */
  private final Map<Class<?>, Object> facts = new WeakHashMap<>();

  private final Map<LambdaFacts, Object> constants = new HashMap<>();
  private final Map<LambdaFacts, Deque<Class<?>>> restored = new HashMap<>();
  private final Map<Class<?>, Object> instances = new HashMap<>();
  private boolean making;
  private volatile boolean restoring = true;

  private LambdaRegistry() {}

  /**
   * Says that no lambda will be made again in this JVM, so that those its call sites yield need not
   * be known.
   */
  public void nothingToRestore() {
    restoring = false;
  }

  @Override
  public synchronized @Nullable CallSite site(Object factory) {
    if (restored.isEmpty() || making) {
      return null;
    }
    LambdaFacts asked = LambdaFacts.of(factory);
    Deque<Class<?>> waiting = restored.get(asked);
    if (waiting == null || waiting.isEmpty() || !asked.isConstant()) {
      return null;
    }
    Object instance = instances.remove(waiting.peek());
    if (instance == null) {
      return null;
    }
    waiting.remove();
    return new ConstantCallSite(MethodHandles.constant(asked.interfaceClass(), instance));
  }

  @Override
  public synchronized @Nullable Class<?> reuse(Object factory) {
    if (restored.isEmpty() || making) {
      return null;
    }
    Deque<Class<?>> waiting = restored.get(LambdaFacts.of(factory));
    return waiting == null ? null : waiting.poll();
  }

  @Override
  public synchronized void spun(Class<?> lambda, Object factory) {
    if (!isOurs(factory)) {
      facts.put(lambda, factory);
    }
  }

  private static boolean isOurs(Object factory) {
    return LambdaFacts.caller(factory).getClassLoader() == LambdaRegistry.class.getClassLoader();
  }

  @Override
  public synchronized void linked(CallSite site, Object factory) {
    if (restoring && LambdaFacts.isConstant(factory) && !isOurs(factory)) {
      LambdaFacts made = LambdaFacts.of(factory);
      try {
        Object instance = (Object) site.getTarget().asType(OBJECT).invokeExact();
        constants.putIfAbsent(made, instance);
      } catch (Throwable t) {
        throw new IllegalStateException("non-capturing lambda of " + made.caller(), t);
      }
    }
  }

  private static final java.lang.invoke.MethodType OBJECT =
      java.lang.invoke.MethodType.methodType(Object.class);

  /** The facts of a lambda class, or null if it isn't one. */
  public synchronized @Nullable LambdaFacts facts(Class<?> lambda) {
    LambdaFacts known = noted(lambda);
    return known != null ? known : LinkedLambdas.facts(lambda);
  }

  private @Nullable LambdaFacts noted(Class<?> lambda) {
    Object known = facts.get(lambda);
    if (known == null || known instanceof LambdaFacts) {
      return (LambdaFacts) known;
    }
    LambdaFacts read = LambdaFacts.of(known);
    facts.put(lambda, read);
    return read;
  }

  /**
   * The class for restored objects: the one this JVM uses already for a non-capturing lambda, or a
   * new one.
   */
  synchronized Class<?> make(LambdaFacts wanted) {
    Object constant = constants.remove(wanted);
    if (constant != null) {
      instances.put(constant.getClass(), constant);
      return constant.getClass();
    }
    making = true;
    try {
      Class<?> made = wanted.spin();
      facts.put(made, wanted);
      restored.computeIfAbsent(wanted, key -> new ArrayDeque<>()).add(made);
      return made;
    } finally {
      making = false;
    }
  }

  /** The object that the call site of a non-capturing lambda yields already, or null. */
  public synchronized @Nullable Object linkedInstance(Class<?> lambda) {
    LambdaFacts known = noted(lambda);
    return known != null && known.isConstant() ? instances.get(lambda) : null;
  }

  /** Offers a restored object to the call site that will be linked for it. */
  public synchronized void offer(Object lambda) {
    LambdaFacts known = noted(lambda.getClass());
    if (known != null && known.isConstant()) {
      instances.putIfAbsent(lambda.getClass(), lambda);
    }
  }
}
