package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/** JDK frames between two of the program's: sorts and sorted maps that call a comparator back. */
public final class Sorting {
  private static int comparisons;

  private Sorting() {}

  private record Card(int value, int id) implements Comparable<Card> {
    @Override
    public int compareTo(Card other) {
      return slowly(value, other.value);
    }
  }

  private static int slowly(int a, int b) {
    if (comparisons++ % 50 == 0) {
      Pace.beat();
    }
    return Integer.compare(a, b);
  }

  public static void main(String[] args) {
    int size = Pace.steps(args) * 2;
    Random random = new Random(3);
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      cards.add(new Card(random.nextInt(50), i));
    }
    List<Card> sorted = new ArrayList<>(cards);
    sorted.sort((a, b) -> slowly(a.value(), b.value()));
    System.out.println("list: " + comparisons + " comparisons, first " + sorted.get(0));
    Card[] array = cards.toArray(new Card[0]);
    Arrays.sort(array);
    System.out.println("array: " + comparisons + " comparisons, last " + array[size - 1]);
    TreeMap<Card, Integer> map = new TreeMap<>();
    cards.forEach(card -> map.merge(card, card.id(), Integer::sum));
    System.out.println("map: " + comparisons + " comparisons, size " + map.size());
    PriorityQueue<Card> queue = new PriorityQueue<>(cards);
    int stable = 0;
    while (!queue.isEmpty()) {
      stable = stable * 31 + queue.poll().value();
    }
    System.out.println("queue: " + comparisons + " comparisons, digest " + stable);
    Card most = Collections.max(cards, Collections.reverseOrder());
    System.out.println(
        "done: "
            + comparisons
            + " comparisons, "
            + sorted.equals(Arrays.asList(array))
            + " "
            + most);
  }
}
