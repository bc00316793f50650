package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sequential stream pipelines, met in every stage. */
public final class Streams {
  private static int calls;

  private Streams() {}

  private static <T> T slowly(T value) {
    if (calls++ % 6 == 0) {
      Pace.beat();
    }
    return value;
  }

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    IntStream.range(0, steps / 2)
        .mapToObj(i -> "item " + i)
        .filter(text -> slowly(text.length()) > 5)
        .map(Streams::slowly)
        .sorted((a, b) -> slowly(b.compareTo(a)))
        .forEach(text -> System.out.println("each " + slowly(text)));
    Map<Integer, List<Integer>> groups =
        Stream.iterate(1, i -> i < 5 * steps, i -> slowly(i * 2))
            .flatMap(i -> Stream.of(i, slowly(i + 1), i * 3))
            .peek(Streams::slowly)
            .distinct()
            .skip(1)
            .collect(Collectors.groupingBy(i -> slowly(i) % 5, TreeMap::new, Collectors.toList()));
    System.out.println("groups " + groups);
    String joined =
        groups.values().stream()
            .flatMap(List::stream)
            .takeWhile(i -> slowly(i) < 1_000)
            .map(String::valueOf)
            .reduce("", (a, b) -> slowly(a + "/" + b));
    System.out.println("joined " + joined);
    boolean any = IntStream.range(0, 60).anyMatch(i -> slowly(i) == 50);
    System.out.println("done: " + calls + " calls, " + any);
  }
}
