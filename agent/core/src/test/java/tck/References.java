package tck;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** Weak, soft and phantom references, with and without queue. */
public final class References implements TckCase {
  @Override
  public Object make() {
    Object kept = new Object();
    Map<Object, String> weakMap = new WeakHashMap<>();
    weakMap.put(kept, "value");
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    ReferenceQueue<Object> keptQueue = new ReferenceQueue<>();
    ThreadLocal<String> local = ThreadLocal.withInitial(() -> "initial");
    local.set("set");
    InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
    inheritable.set("inherited");
    return new Object[] {
      kept,
      weakMap,
      new WeakReference<>(kept, keptQueue),
      new WeakReference<>(new Object(), queue),
      new SoftReference<>(new StringBuilder("soft")),
      new PhantomReference<>(new Object(), queue),
      queue,
      keptQueue,
      local,
      inheritable,
      new WeakReference<>("literal"),
      new WeakReference<>(String.class),
    };
  }

  @Override
  public void check(Object state) throws Exception {
    Object[] parts = (Object[]) state;
    require("value".equals(((Map<?, ?>) parts[1]).get(parts[0])), "weak map");
    require(((Reference<?>) parts[2]).get() == parts[0], "weak referent kept");
    require(((SoftReference<?>) parts[4]).get().toString().equals("soft"), "soft referent");
    require(((ThreadLocal<?>) parts[8]).get().equals("set"), "thread local");
    require(((ThreadLocal<?>) parts[9]).get().equals("inherited"), "inheritable thread local");
    require(((Reference<?>) parts[10]).get() == "literal", "weak literal");
    require(((Reference<?>) parts[11]).get() == String.class, "weak class");
    System.gc();
    ReferenceQueue<?> queue = (ReferenceQueue<?>) parts[6];
    Reference<?> first = queue.remove(2000);
    Reference<?> second = queue.remove(2000);
    require(first != null && second != null && first != second, "enqueued");
    require(first == parts[3] || second == parts[3], "weak enqueued");
    require(((ReferenceQueue<?>) parts[7]).poll() == null, "kept one not enqueued");
    Object[] copy = parts.clone();
    parts[0] = null;
    ((Map<?, ?>) copy[1]).clear();
    copy[0] = null;
    for (int i = 0; i < 20 && ((Reference<?>) parts[2]).get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    require(((ReferenceQueue<?>) parts[7]).remove(2000) == parts[2], "enqueued by the collector");
  }
}
