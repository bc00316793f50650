package dev.district.it.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds many objects and beats, so that its checkpoint and restart can be timed.
 *
 * <p>Arguments: {@code map}, {@code list} or {@code arrays}; number of objects, for arrays of
 * megabytes.
 */
public final class Objects {
  private static final int MEGABYTE = 1 << 20;

  private record Entry(long number, String name) {}

  /** A node of a linked list. */
  private static final class Node {
    final long number;
    final Node next;

    Node(long number, Node next) {
      this.number = number;
      this.next = next;
    }
  }

  private Objects() {}

  public static void main(String[] args) throws InterruptedException {
    int size = Integer.parseInt(args[1]);
    Object held =
        switch (args[0]) {
          case "map" -> map(size);
          case "list" -> list(size);
          default -> arrays(size);
        };
    System.out.println("ready");
    for (int beat = 0; ; beat++) {
      Thread.sleep(10);
      System.out.println(beat + " " + held.getClass().getSimpleName());
    }
  }

  /** Entry, key, value, string and array of characters: five objects each. */
  private static Map<Integer, Entry> map(int objects) {
    Map<Integer, Entry> map = new HashMap<>();
    for (int i = 0; i < objects / 5; i++) {
      map.put(i + 1_000, new Entry(i, "entry " + i));
    }
    return map;
  }

  private static Node list(int nodes) {
    Node head = null;
    for (int i = 0; i < nodes; i++) {
      head = new Node(i, head);
    }
    return head;
  }

  private static List<long[]> arrays(int megabytes) {
    List<long[]> arrays = new ArrayList<>();
    for (int i = 0; i < megabytes; i++) {
      long[] array = new long[MEGABYTE / Long.BYTES];
      array[i] = i;
      arrays.add(array);
    }
    return arrays;
  }
}
