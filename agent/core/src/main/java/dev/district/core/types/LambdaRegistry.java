package dev.district.core.types;

import dev.district.boot.LambdaHook;
import dev.district.boot.LambdaListener;
import dev.district.jdk.HiddenDefinitions;
import dev.district.jdk.LambdaFacts;
import dev.district.jdk.LinkedLambdas;
import dev.district.jdk.LoaderLocal;
import dev.district.jdk.Raw;
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
 *
 * <p>Reports come from threads that may be inside a static initialiser or a class loader, and those
 * must not wait for one another: what loads, initialises or links anything is done before the lock
 * is taken.
 */
public final class LambdaRegistry implements LambdaListener {
  /** The one of this JVM; lambda linkage is global to it. */
  public static final LambdaRegistry INSTANCE = new LambdaRegistry();

  private static final MethodType OBJECT = MethodType.methodType(Object.class);

  private final LoaderLocal<OfLoader> loaders = new LoaderLocal<>();
  private volatile @Nullable Map<LambdaFacts, Object> constants;
  private volatile boolean restored;
  private boolean making;

  /** The lambda classes whose callers one loader has defined. */
  private static final class OfLoader {
    private final Map<Class<?>, LambdaFacts> facts = new WeakHashMap<>();
    private final Map<LambdaFacts, Deque<Class<?>>> waiting = new HashMap<>();
    private final Map<Class<?>, Object> instances = new HashMap<>();
  }

  private LambdaRegistry() {}

  /** From now on lambdas are reported to the one of this JVM. */
  public static void install() {
    Raw.ensureInitialized(LambdaFacts.class);
    LambdaHook.listener(INSTANCE);
  }

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
  public @Nullable CallSite site(Object factory) {
    if (!restored || !LambdaFacts.isConstant(factory)) {
      return null;
    }
    LambdaFacts asked = LambdaFacts.of(factory);
    Object instance = takeInstance(of(asked.caller()), asked);
    return instance == null
        ? null
        : new ConstantCallSite(
            MethodHandles.constant(LambdaFacts.interfaceClass(factory), instance));
  }

  private synchronized @Nullable Object takeInstance(OfLoader known, LambdaFacts asked) {
    Deque<Class<?>> waiting = known.waiting.get(asked);
    if (making || waiting == null || waiting.isEmpty()) {
      return null;
    }
    Object instance = known.instances.remove(waiting.peek());
    if (instance != null) {
      waiting.remove();
    }
    return instance;
  }

  @Override
  public @Nullable Class<?> reuse(Object factory) {
    if (!restored) {
      return null;
    }
    LambdaFacts asked = LambdaFacts.of(factory);
    return takeClass(of(asked.caller()), asked);
  }

  private synchronized @Nullable Class<?> takeClass(OfLoader known, LambdaFacts asked) {
    Deque<Class<?>> waiting = known.waiting.get(asked);
    return making || waiting == null ? null : waiting.poll();
  }

  @Override
  public void spun(Class<?> lambda, Object factory) {
    HiddenDefinitions.forget(lambda);
    if (!isOurs(factory)) {
      note(of(lambda), lambda, LambdaFacts.of(factory));
    }
  }

  private synchronized void note(OfLoader known, Class<?> lambda, LambdaFacts facts) {
    known.facts.put(lambda, facts);
  }

  private static boolean isOurs(Object factory) {
    return LambdaFacts.caller(factory).getClassLoader() == LambdaRegistry.class.getClassLoader();
  }

  @Override
  public void linked(CallSite site, Object factory) {
    if (constants == null || !LambdaFacts.isConstant(factory) || isOurs(factory)) {
      return;
    }
    LambdaFacts made = LambdaFacts.of(factory);
    try {
      noteConstant(made, (Object) site.getTarget().asType(OBJECT).invokeExact());
    } catch (Throwable t) {
      throw new IllegalStateException("non-capturing lambda of " + made.caller(), t);
    }
  }

  private synchronized void noteConstant(LambdaFacts made, Object instance) {
    Map<LambdaFacts, Object> noted = constants;
    if (noted != null) {
      noted.putIfAbsent(made, instance);
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
    Map<LambdaFacts, Object> noted = constants;
    Object constant = noted == null ? null : noted.remove(wanted);
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
