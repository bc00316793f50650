package dev.district.core.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.LiveFrame;
import dev.district.jdk.LiveFrames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames of all compilation tiers fit what the class files say about them, thousands of times. */
@Timeout(120)
final class HotFramesTest {
  private final FrameMapper mapper = new FrameMapper(TestClassBytes.INSTANCE);
  private final Random random = new Random(42);
  private final Map<String, Integer> refusals = new TreeMap<>();
  private int mapped;
  private int frames;
  private long polls;
  private long next = 5000;

  private int poll(int value) {
    if (++polls == next) {
      next += 1 + random.nextInt(4000);
      List<LiveFrame> live = LiveFrames.walk();
      try {
        frames += mapper.map(ownPart(live)).size();
        mapped++;
      } catch (Unresumable e) {
        refusals.merge(e.reason(), 1, Integer::sum);
      }
    }
    return value;
  }

  private static List<LiveFrame> ownPart(List<LiveFrame> live) {
    List<LiveFrame> result = new ArrayList<>();
    for (LiveFrame frame : live) {
      if (frame.method().equals("manyTimes")) {
        break;
      }
      result.add(frame);
    }
    return result;
  }

  private final class Key {
    private final int v;

    Key(int v) {
      this.v = v;
    }

    @Override
    public int hashCode() {
      return poll(v);
    }

    @Override
    public boolean equals(Object o) {
      return poll(((Key) o).v) == v;
    }

    @Override
    public String toString() {
      return "K" + poll(v);
    }
  }

  private long work(int seed) {
    Random numbers = new Random(seed);
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      list.add(numbers.nextInt(1000));
    }
    list.sort((a, b) -> poll(a - b));
    long total = 0;
    double weight = 0.5;
    TreeMap<Integer, String> tree = new TreeMap<>((a, b) -> poll(Integer.compare(a, b)));
    for (Integer i : list) {
      tree.put(i, "v" + i);
      total += poll(i);
      weight += total / 3.0;
    }
    total +=
        list.stream()
            .map(x -> poll(x) + 1)
            .filter(x -> poll(x) % 2 == 0)
            .collect(Collectors.groupingBy(x -> poll(x % 7)))
            .size();
    Map<Key, Integer> map = new HashMap<>();
    for (Integer i : list) {
      map.merge(new Key(i % 50), 1, (a, b) -> poll(a + b));
    }
    StringBuilder text = new StringBuilder();
    for (Key key : map.keySet()) {
      text.append(key);
    }
    list.removeIf(x -> poll(x) % 3 == 0);
    return total + map.size() + text.length() + (long) weight + locked(new Object(), 20);
  }

  private long locked(Object lock, int n) {
    long sum = 0;
    synchronized (lock) {
      for (int i = 0; i < n; i++) {
        synchronized (this) {
          sum += poll(i);
        }
      }
    }
    return sum;
  }

  private long manyTimes(int rounds) {
    long total = 0;
    for (int i = 0; i < rounds; i++) {
      total += work(i);
    }
    return total;
  }

  @Test
  void compiledFramesAreWhatTheClassFilesSay() {
    assertThat(manyTimes(900)).isPositive();
    System.out.printf("  %d stacks, %d frames mapped; refused %s%n", mapped, frames, refusals);
    assertThat(mapped).isGreaterThan(500);
    assertThat(refusals.keySet())
        .isSubsetOf("a method handle combinator is at work", "a hidden class has no class file");
  }
}
