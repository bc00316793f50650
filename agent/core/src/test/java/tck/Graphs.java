package tck;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cycles, sharing, a long list, all primitives. */
public final class Graphs implements TckCase {
  private static final int NODES = 300_000;

  static final class Node {
    Node next;
    final long number;
    final byte small;
    final double real;
    final boolean flag;
    final char letter;
    final short half;
    final float single;
    final int word;

    Node(long number) {
      this.number = number;
      small = (byte) number;
      real = number / 3.0;
      flag = number % 3 == 0;
      letter = (char) number;
      half = (short) number;
      single = number / 7f;
      word = (int) (number * 31);
    }
  }

  @Override
  public Object make() {
    Node first = new Node(0);
    Node last = first;
    for (int i = 1; i < NODES; i++) {
      last.next = new Node(i);
      last = last.next;
    }
    last.next = first;
    Map<Object, String> identity = new IdentityHashMap<>();
    identity.put(first, "first");
    List<Object> list = new ArrayList<>();
    list.add(list);
    Map<String, Object> tree = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      tree.put("key" + i, i);
    }
    return new Object[] {first, last, identity, list, tree};
  }

  @Override
  public void check(Object state) {
    Object[] parts = (Object[]) state;
    Node node = (Node) parts[0];
    for (int i = 0; i < NODES; i++) {
      Node fresh = new Node(i);
      require(
          node.number == fresh.number
              && node.small == fresh.small
              && node.real == fresh.real
              && node.flag == fresh.flag
              && node.letter == fresh.letter
              && node.half == fresh.half
              && node.single == fresh.single
              && node.word == fresh.word,
          "node " + i);
      node = node.next;
    }
    require(node == parts[0] && ((Node) parts[1]).next == node, "cycle");
    require("first".equals(((Map<?, ?>) parts[2]).get(node)), "identity map");
    require(((List<?>) parts[3]).get(0) == parts[3], "list in itself");
    require(((Map<?, ?>) parts[4]).get("key77").equals(77), "tree map");
  }
}
