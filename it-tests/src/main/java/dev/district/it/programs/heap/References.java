package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Weak, soft and phantom references: those with a referent that the program holds keep it; those
 * without are cleared and enqueued, each exactly once.
 */
public final class References {
  private References() {}

  public static void main(String[] args) throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    List<Object> held = new ArrayList<>();
    List<WeakReference<Object>> kept = new ArrayList<>();
    Set<Reference<?>> dropped = new HashSet<>();
    WeakHashMap<Object, Integer> map = new WeakHashMap<>();
    SoftReference<int[]> soft = new SoftReference<>(new int[] {4, 5, 6});
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Object object = new Object();
      held.add(object);
      kept.add(new WeakReference<>(object, queue));
      map.put(object, step);
      dropped.add(new WeakReference<>(new Object(), queue));
      dropped.add(new PhantomReference<>(new Object(), queue));
      Pace.beat();
      int alive = 0;
      for (int i = 0; i <= step; i++) {
        if (kept.get(i).get() == held.get(i) && map.get(held.get(i)) == i) {
          alive++;
        }
      }
      System.out.println("step " + step + ": " + alive + " alive, map " + map.size());
    }
    int[] values = soft.get();
    System.out.println("soft " + (values == null || values[2] == 6));
    int enqueued = 0;
    while (!dropped.isEmpty()) {
      System.gc();
      for (Reference<?> r = queue.remove(10); r != null; r = queue.poll()) {
        enqueued += dropped.remove(r) ? 1 : 1_000_000;
      }
    }
    System.out.println("done: " + enqueued + " enqueued, " + held.size() + " held");
  }
}
