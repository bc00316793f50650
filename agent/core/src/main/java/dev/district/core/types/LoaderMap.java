package dev.district.core.types;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value for each class loader, kept as long as the loader lives. Loaders are compared by
 * identity: an application may have overridden their {@code equals} and {@code hashCode}. A value
 * that refers to its loader would keep it alive.
 */
public final class LoaderMap<V> {
  private final Map<Object, V> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<ClassLoader> dead = new ReferenceQueue<>();

  public V computeIfAbsent(ClassLoader loader, Function<ClassLoader, V> make) {
    V known = get(loader);
    if (known != null) {
      return known;
    }
    for (Reference<?> key = dead.poll(); key != null; key = dead.poll()) {
      values.remove(key);
    }
    V made = make.apply(loader);
    V other = values.putIfAbsent(new Key(loader, dead), made);
    return other == null ? made : other;
  }

  public @Nullable V get(ClassLoader loader) {
    return values.get(new Probe(loader));
  }

  /** Equal to the key of the same loader; keeps nothing alive as it isn't kept itself. */
  private record Probe(ClassLoader loader) {
    @Override
    public int hashCode() {
      return System.identityHashCode(loader);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.get() == loader;
    }
  }

  private static final class Key extends WeakReference<ClassLoader> {
    private final int hash;

    Key(ClassLoader loader, ReferenceQueue<ClassLoader> dead) {
      super(loader, dead);
      hash = System.identityHashCode(loader);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      ClassLoader loader = get();
      return loader != null && other instanceof Key key && key.get() == loader;
    }
  }
}
