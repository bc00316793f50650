package dev.district.core.heap;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Objects of everyday classes of the JDK, made for a rehearsal and held by nobody else. */
final class Example {
  private static final int OBJECTS = 20_000;

  private Example() {}

  static Object objects() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("boxes", Arrays.asList(1_000_000, 1_000_000L, 1.5, 1.5f, 'x', (short) 1_000, true));
    all.put(
        "arrays", new Object[] {new int[9], new byte[9], new long[9], new char[9], new String[3]});
    all.put("names", new Object[] {TimeUnit.DAYS, String.class, int[].class, Integer.valueOf(1)});
    all.put("references", new WeakReference<>(new Object()));
    all.put("failure", new IllegalStateException("example"));
    all.put("locks", new Object[] {new ReentrantLock(), new AtomicLong(1)});
    all.put("tables", new Object[] {new ConcurrentHashMap<>(Map.of("a", "b")), new HashMap<>()});
    all.put("lambda", Function.identity());
    Map<Object, Object> byIdentity = new IdentityHashMap<>();
    byIdentity.put(new Object(), "hashed");
    all.put("hashed", byIdentity);
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      many.add(new Object[] {Integer.toString(i), new AtomicLong(i)});
    }
    all.put("many", many);
    return all;
  }
}
