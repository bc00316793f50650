package tck;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The application of the heap tests. Its arguments name the cases. */
public final class Runner {
  static volatile int phase;
  static Set<Thread> threads = new HashSet<>();
  private static final Map<TckCase, Object> STATES = new LinkedHashMap<>();

  private Runner() {}

  public static void main(String[] names) throws Exception {
    for (String name : names) {
      TckCase one = (TckCase) Class.forName("tck." + name).getDeclaredConstructor().newInstance();
      STATES.put(one, one.make());
    }
    phase = 1;
    while (phase != 2) {
      Thread.sleep(5);
    }
    check();
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** Looks at every case's state. */
  public static void check() {
    STATES.forEach(Runner::check);
  }

  private static void check(TckCase one, Object state) {
    String name = one.getClass().getSimpleName();
    try {
      one.check(state);
      System.out.println("OK " + name);
    } catch (Throwable t) {
      System.out.println("FAILED " + name + " " + t);
      t.printStackTrace();
    }
  }
}
