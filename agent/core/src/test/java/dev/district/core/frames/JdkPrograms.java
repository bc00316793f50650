package dev.district.core.frames;

import static dev.district.core.frames.Probe.poll;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies whose polls stand inside callbacks of JDK code. */
final class JdkPrograms {
  private JdkPrograms() {}

  static final class Key {
    final String s;

    Key(String s) {
      this.s = s;
    }

    @Override
    public int hashCode() {
      return s.hashCode() + poll(0);
    }

    @Override
    public boolean equals(Object o) {
      poll(1);
      return ((Key) o).s.equals(s);
    }

    @Override
    public String toString() {
      poll(1);
      return "K" + s;
    }
  }

  static final class Mutex extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1L;
    int n;

    @Override
    protected boolean tryAcquire(int a) {
      poll(0);
      return n++ > 1;
    }

    @Override
    protected int tryAcquireShared(int a) {
      poll(1);
      return 1;
    }
  }

  /** Called through a proxy. */
  public interface Service {
    int calc(int a, String b) throws Exception;
  }

  static int target(int a, long b) {
    if (a < 0) {
      throw new IllegalStateException("neg");
    }
    return a + (int) b + poll(1);
  }

  static void voidTarget(int[] a) {
    a[0] += poll(3);
  }

  static final class Made {
    final int q;

    public Made(int x) {
      q = x + poll(2);
    }
  }

  static int handled(int a, String s) {
    return a + s.length() + poll(1);
  }

  static boolean handledBoolean(char c) {
    return poll(1) == 1 && c == 'x';
  }

  static char handledChar(short s) {
    return (char) (s + poll(1));
  }

  static int onException(Throwable t, int x) {
    return x * 100 + poll(1);
  }

  static int odd(int x) {
    if (poll(x) % 2 == 1) {
      throw new IllegalStateException("odd");
    }
    return x;
  }

  static int folded(int r, int a, String s) {
    return r * 1000 + a + s.length() + poll(2);
  }

  static boolean isFive(int x) {
    return poll(x) == 5;
  }

  static int argument(int x) {
    return x * 3 + poll(0);
  }

  static String computeIfAbsent() {
    Map<Key, Integer> m = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      m.computeIfAbsent(new Key("a" + i % 2), k -> k.s.length() + poll(3));
    }
    return m.values().toString();
  }

  static String concurrentCompute() {
    Map<String, Integer> m = new ConcurrentHashMap<>();
    for (int i = 0; i < 4; i++) {
      m.compute("a" + i % 2, (k, v) -> (v == null ? 0 : v) + poll(3));
    }
    return m.toString();
  }

  static String treeMap() {
    TreeMap<String, Integer> m = new TreeMap<>((x, y) -> x.compareTo(y) + poll(0));
    for (String s : "q w e r t y".split(" ")) {
      m.put(s, 1);
    }
    return m.toString();
  }

  static String sort(int size) {
    List<Integer> l = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      l.add((i * 7919) % 101);
    }
    l.sort((x, y) -> poll(0) + y - x);
    return l.toString();
  }

  static String streams() {
    String first =
        Stream.of(4, 2, 8, 6)
            .map(x -> x + poll(1))
            .filter(x -> poll(x) > 3)
            .sorted()
            .collect(Collectors.toList())
            .toString();
    int sum = IntStream.range(0, 5).map(x -> x * poll(2)).sum();
    return first
        + sum
        + Stream.of("a", "bb", "cc")
            .flatMap(
                s ->
                    s.chars()
                        .mapToObj(
                            c -> {
                              poll(0);
                              return (char) c;
                            }))
            .collect(Collectors.groupingBy(c -> c, TreeMap::new, Collectors.counting()));
  }

  static String iterated() {
    return Stream.iterate(1, x -> x * poll(2))
        .limit(6)
        .reduce(0, (x, y) -> x + y + poll(0))
        .toString();
  }

  static String keys() {
    Set<Key> s = new HashSet<>();
    s.add(new Key("x"));
    s.add(new Key("x"));
    return s.size() + "";
  }

  static String texts() {
    Object o = new Key("u");
    String built = new StringBuilder("<").append(o).append(">").toString();
    String valued = String.valueOf(o);
    String joined = String.join(",", List.of(o.toString()));
    return built + valued + joined + Arrays.asList(o, o).toString();
  }

  static String format() {
    Object o =
        new Object() {
          @Override
          public String toString() {
            return "t" + poll(1);
          }
        };
    return String.format("%5s|%d", o, 5);
  }

  static String removeIf() {
    List<Integer> l = new ArrayList<>(List.of(1, 2, 3, 4));
    l.removeIf(x -> x % 2 == poll(0));
    l.replaceAll(x -> x + poll(1));
    return l + "" + Optional.of(4).map(x -> x + poll(1)).get();
  }

  static String mutex() throws InterruptedException {
    Mutex m = new Mutex();
    m.acquireShared(1);
    return m.tryAcquireNanos(1, 1) + "" + m.n;
  }

  static String future() throws Exception {
    CompletableFuture<Integer> c = new CompletableFuture<>();
    CompletableFuture<String> r =
        c.thenApply(x -> x + poll(3))
            .thenApply(x -> "r" + x + poll(1))
            .whenComplete((x, t) -> poll(1));
    c.complete(5);
    return r.get();
  }

  static MethodHandle handle(String name, Class<?> result, Class<?>... arguments)
      throws ReflectiveOperationException {
    Lookup lookup = MethodHandles.lookup();
    return lookup.findStatic(JdkPrograms.class, name, MethodType.methodType(result, arguments));
  }
}
