package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Formattable;
import java.util.Formatter;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The JDK calls hashCode, equals, toString, get, iterator, formatTo and run of the program. */
public final class Callbacks {
  private static int calls;

  private Callbacks() {}

  private static int slowly(int value) {
    if (calls++ % 25 == 0) {
      Pace.beat();
    }
    return value;
  }

  private record Key(int id) implements Formattable {
    @Override
    public int hashCode() {
      return slowly(id % 3);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && slowly(key.id) == id;
    }

    @Override
    public String toString() {
      return "key " + slowly(id);
    }

    @Override
    public void formatTo(Formatter formatter, int flags, int width, int precision) {
      formatter.format("<%d>", slowly(id));
    }
  }

  private static final class Squares extends AbstractList<Integer> {
    @Override
    public Integer get(int index) {
      return slowly(index * index);
    }

    @Override
    public int size() {
      return 20;
    }
  }

  @SuppressWarnings("removal")
  public static void main(String[] args) {
    int steps = Pace.steps(args);
    Set<Key> keys = new HashSet<>();
    AtomicInteger atomic = new AtomicInteger();
    List<Integer> squares = new Squares();
    for (int step = 0; step < steps; step += 2) {
      keys.add(new Key(step % 30));
      String text = String.format("%s and %d and %s", new Key(step), step, squares.subList(0, 3));
      int privileged = AccessController.doPrivileged((PrivilegedAction<Integer>) () -> slowly(3));
      atomic.updateAndGet(x -> slowly(x) + privileged);
      String replaced =
          Pattern.compile("\\d+").matcher(text).replaceAll(m -> "#" + slowly(m.group().length()));
      int sum = 0;
      for (Iterator<Integer> i = new ArrayList<>(squares).iterator(); i.hasNext(); ) {
        sum += slowly(i.next());
      }
      System.out.println("step " + step + ": " + text + " " + atomic + " " + replaced + " " + sum);
    }
    TreeSet<String> names = new TreeSet<>();
    keys.forEach(key -> names.add(String.valueOf(key)));
    System.out.println("done: " + calls + " calls, " + names);
  }
}
