package tck;

/** A list of five million nodes: nothing may recurse, nothing may be slow. */
public final class Large implements TckCase {
  private static final int NODES = 5_000_000;

  record Node(Node next, int number) {}

  @Override
  public Object make() {
    Node node = null;
    for (int i = 0; i < NODES; i++) {
      node = new Node(node, i);
    }
    return node;
  }

  @Override
  public void check(Object state) {
    Node node = (Node) state;
    for (int i = NODES - 1; i >= 0; i--) {
      require(node.number == i, "node");
      node = node.next;
    }
  }
}
