package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.annotation.ElementType;
import java.math.RoundingMode;
import java.nio.file.StandardOpenOption;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Keys whose hash code is made of the identity hashes of the platform's classes and enum constants:
 * records, lists, nested and hand-written keys, in tables that remember hashes.
 */
public final class CompositeKeys {
  private CompositeKeys() {}

  private record Pair(Class<?> type, Object other) {}

  /** A key as people write it. */
  private static final class Written {
    private final Class<?> type;
    private final int number;

    private Written(Class<?> type, int number) {
      this.type = type;
      this.number = number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(type, number);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Written other && other.type == type && other.number == number;
    }
  }

  private static List<Object> keys(int number) {
    List<Object> keys = new ArrayList<>();
    Class<?>[] types = {
      String.class,
      int[].class,
      Map.class,
      Thread.class,
      CompositeKeys.class,
      HashMap.class,
      List.class,
      Locale.class,
      java.net.URI.class,
      java.io.File.class,
      Class.class,
      java.util.concurrent.locks.Lock.class,
      java.util.function.Function.class,
      Module.class,
      java.lang.invoke.MethodHandle.class,
      java.nio.ByteBuffer.class,
      java.util.zip.ZipFile.class,
      StackWalker.class,
      java.security.MessageDigest.class,
      java.util.regex.Pattern.class,
      java.nio.channels.FileChannel.class,
      java.util.zip.CRC32C.class,
      java.util.concurrent.ThreadPoolExecutor.class,
      java.util.concurrent.Callable.class,
      java.util.concurrent.atomic.AtomicBoolean.class,
      java.util.concurrent.locks.ReentrantReadWriteLock.class,
      java.util.TreeSet.class,
      java.util.Random.class,
      java.io.RandomAccessFile.class,
      java.io.DataInputStream.class,
      java.io.ByteArrayOutputStream.class,
      java.security.Provider.class
    };
    Enum<?>[] constants = {
      TimeUnit.DAYS,
      DayOfWeek.MONDAY,
      Thread.State.NEW,
      RoundingMode.UP,
      ElementType.FIELD,
      StandardOpenOption.READ,
      StackWalker.Option.RETAIN_CLASS_REFERENCE
    };
    for (Class<?> type : types) {
      keys.add(type);
      keys.add(new Pair(type, number));
      keys.add(List.of(type, number));
      keys.add(new Written(type, number));
      keys.add(Map.entry(type, new Pair(type, number)));
      keys.add(Set.of(type, number));
    }
    for (Enum<?> constant : constants) {
      keys.add(constant);
      keys.add(new Pair(int.class, constant));
      keys.add(List.of(constant, number));
    }
    return keys;
  }

  public static void main(String[] args) {
    Map<Object, Integer> map = new HashMap<>();
    Map<Object, Integer> concurrent = new ConcurrentHashMap<>();
    Map<Object, Integer> immutable = new HashMap<>();
    for (int number = 0; number < 3; number++) {
      for (Object key : keys(number)) {
        map.merge(key, 1, Integer::sum);
        concurrent.merge(key, 1, Integer::sum);
        immutable.putIfAbsent(key, number);
      }
    }
    Map<Object, Integer> fixed = Map.copyOf(immutable);
    Set<Object> set = Set.copyOf(fixed.keySet());
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      Map<String, Integer> missing = new TreeMap<>();
      int found = 0;
      for (Object key : keys(step % 3)) {
        boolean all =
            map.containsKey(key)
                && concurrent.containsKey(key)
                && fixed.containsKey(key)
                && set.contains(key);
        found += all ? 1 : 0;
        if (!all) {
          missing.put(String.valueOf(key), map.containsKey(key) ? 1 : 0);
        }
      }
      System.out.println("step " + step + ": found " + found + ", missing " + missing);
    }
    System.out.println("done: " + new HashSet<>(keys(0)).equals(new HashSet<>(keys(0))));
  }
}
