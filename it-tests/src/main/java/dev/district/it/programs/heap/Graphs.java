package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A linked list of a million nodes, a graph with cycles, an object shared by a static, a thread and
 * a field, arrays nested, empty and large.
 */
public final class Graphs {
  private static final int NODES = 1_000_000;

  /** Doesn't meet the shared node, which another thread changes, before the end. */
  private static final int STRIDE = 30_001;

  private static Node shared = new Node(0);

  private final Node mine = shared;

  private static final class Node {
    private int value;
    private Node next = this;
    private Object other = this;

    private Node(int value) {
      this.value = value;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Graphs graphs = new Graphs();
    Node head = shared;
    Node tail = head;
    for (int i = 1; i < NODES; i++) {
      tail.next = new Node(i);
      tail = tail.next;
      tail.other = i % 2 == 0 ? head : tail;
    }
    tail.next = head;
    Object[] jagged = {new int[0], new long[3][0][], new String[][] {{}, {"x"}}, new Object[1]};
    ((Object[]) jagged[3])[0] = jagged;
    byte[] large = new byte[20_000_000];
    Deque<Node> recent = new ArrayDeque<>();
    int steps = Pace.steps(args);
    Thread toucher = new Thread(() -> touch(graphs.mine, steps), "toucher");
    toucher.start();
    Node at = head;
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < STRIDE; i++) {
        at = at.next;
      }
      recent.addLast(at);
      large[step * 199_999 % large.length] += step;
      Pace.beat();
      System.out.println(
          "step "
              + step
              + ": "
              + at.value
              + " "
              + (shared == graphs.mine)
              + " "
              + (((Object[]) jagged[3])[0] == jagged)
              + " "
              + ((String[][]) jagged[2])[1][0]);
    }
    toucher.join();
    long sum = 0;
    long loops = 0;
    Node n = head;
    do {
      sum += n.value;
      loops += n.other == head ? 1 : 0;
      n = n.next;
    } while (n != head);
    for (byte b : large) {
      sum += b;
    }
    System.out.println("done: " + sum + " " + loops + " " + recent.size() + " " + jagged.length);
  }

  private static void touch(Node node, int steps) {
    for (int i = 0; i < steps; i++) {
      node.value++;
      Pace.sleep(7);
    }
  }
}
