package dev.district.core.types;

import dev.district.boot.LambdaListener;
import dev.district.jdk.LambdaFacts;
import dev.district.jdk.LinkedLambdas;
import dev.district.jdk.LoaderLocal;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
 *
 * <p>What is known of lambdas refers to the classes of their loader and is kept with the loader, so
 * that both can be unloaded.
 */
public final class LambdaRegistry implements LambdaListener {
  /** The one of this JVM; lambda linkage is global to it. */
  public static final LambdaRegistry INSTANCE = new LambdaRegistry();

  private static final MethodType OBJECT = MethodType.methodType(Object.class);

  private final LoaderLocal<OfLoader> loaders = new LoaderLocal<>();
  private @Nullable Map<LambdaFacts, Object> constants;
  private boolean restored;
  private boolean making;

  /** The lambda classes whose callers one loader has defined. */
  private static final class OfLoader {
    private final Map<Class<?>, LambdaFacts> facts = new WeakHashMap<>();
    private final Map<LambdaFacts, Deque<Class<?>>> waiting = new HashMap<>();
    private final Map<Class<?>, Object> instances = new HashMap<>();
  }

  private LambdaRegistry() {}

  private OfLoader of(Class<?> type) {
    return loaders.get(type.getClassLoader(), OfLoader::new);
  }

  /**
   * To be called before a restore: from now on the lambdas are noted that this JVM links for
   * itself, because restored objects may have to be the same.
   */
  public synchronized void expectRestore() {
    constants = new HashMap<>();
  }

  /** To be called when all lambda classes of the image have been made. */
  synchronized void restoredAll() {
    constants = null;
  }

  @Override
  public synchronized @Nullable CallSite site(Object factory) {
    if (!restored || making) {
      return null;
    }
    LambdaFacts asked = LambdaFacts.of(factory);
    OfLoader known = of(asked.caller());
    Deque<Class<?>> waiting = known.waiting.get(asked);
    if (waiting == null || waiting.isEmpty() || !asked.isConstant()) {
      return null;
    }
    Object instance = known.instances.remove(waiting.peek());
    if (instance == null) {
      return null;
    }
    waiting.remove();
    return new ConstantCallSite(MethodHandles.constant(asked.interfaceClass(), instance));
  }

  @Override
  public synchronized @Nullable Class<?> reuse(Object factory) {
    if (!restored || making) {
      return null;
    }
    LambdaFacts asked = LambdaFacts.of(factory);
    Deque<Class<?>> waiting = of(asked.caller()).waiting.get(asked);
    return waiting == null ? null : waiting.poll();
  }

  @Override
  public synchronized void spun(Class<?> lambda, Object factory) {
    of(lambda).facts.put(lambda, LambdaFacts.of(factory));
  }

  @Override
  public synchronized void linked(CallSite site, Object factory) {
    if (constants == null) {
      return;
    }
    LambdaFacts made = LambdaFacts.of(factory);
    if (made.isConstant()) {
      try {
        Object instance = (Object) site.getTarget().asType(OBJECT).invokeExact();
        constants.putIfAbsent(made, instance);
      } catch (Throwable t) {
        throw new IllegalStateException("non-capturing lambda of " + made.caller(), t);
      }
    }
  }

  /** The facts of a lambda class, or null if it isn't one. */
  public synchronized @Nullable LambdaFacts facts(Class<?> lambda) {
    LambdaFacts known = of(lambda).facts.get(lambda);
    return known != null ? known : LinkedLambdas.facts(lambda);
  }

  /**
   * The class for restored objects: the one this JVM uses already for a non-capturing lambda, or a
   * new one.
   */
  synchronized Class<?> make(LambdaFacts wanted) {
    Object constant = constants == null ? null : constants.remove(wanted);
    OfLoader known = of(wanted.caller());
    if (constant != null) {
      known.instances.put(constant.getClass(), constant);
      return constant.getClass();
    }
    making = true;
    restored = true;
    try {
      Class<?> made = wanted.spin();
      known.facts.put(made, wanted);
      known.waiting.computeIfAbsent(wanted, key -> new ArrayDeque<>()).add(made);
      return made;
    } finally {
      making = false;
    }
  }

  /** The object that the call site of a non-capturing lambda yields already, or null. */
  public synchronized @Nullable Object linkedInstance(Class<?> lambda) {
    OfLoader loader = of(lambda);
    LambdaFacts known = loader.facts.get(lambda);
    return known != null && known.isConstant() ? loader.instances.get(lambda) : null;
  }

  /** Offers a restored object to the call site that will be linked for it. */
  public synchronized void offer(Object lambda) {
    OfLoader loader = of(lambda.getClass());
    LambdaFacts known = loader.facts.get(lambda.getClass());
    if (known != null && known.isConstant()) {
      loader.instances.putIfAbsent(lambda.getClass(), lambda);
    }
  }
}
