package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Fields and methods name a class that is not there, and one that nobody has needed yet: the loader
 * is asked for neither before the program asks.
 */
public final class Optional {
  private static final String ABSENT = "Absent";
  private static final String LATE = "Late";

  private Optional() {}

  /** What the loader acts as if it didn't have. */
  public static final class Absent {
    private int unused;

    int unused() {
      return unused;
    }
  }

  /** Needed at the end only. */
  public static final class Late {
    private final int value = 7;

    int value() {
      return value;
    }
  }

  /** Uses the one not at all and the other late. */
  public static final class Guest implements IntUnaryOperator {
    private static Absent none;
    private static Late some;
    public static Absent[] nobody;
    private Absent absent;
    private Late late;
    private int calls;
    private final List<Integer> seen = new ArrayList<>();

    /** Mentions the absent class where only the verifier could mind. */
    Absent absent(Absent other) {
      return other == null ? absent : none;
    }

    @Override
    public int applyAsInt(int step) {
      calls++;
      seen.add(step);
      if (step >= 0) {
        return calls + seen.size();
      }
      late = new Late();
      some = late;
      return some.value() + calls;
    }
  }

  private static final class Choosy extends ClassLoader {
    private final List<String> asked = new ArrayList<>();

    Choosy(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith(Optional.class.getName() + '$')) {
          return super.loadClass(name, resolve);
        }
        String own = name.substring(name.indexOf('$') + 1);
        asked.add(own);
        if (own.equals(ABSENT)) {
          throw new ClassNotFoundException(name);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = Optional.class.getClassLoader().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Choosy loader = new Choosy(Optional.class.getClassLoader());
    Class<?> type = loader.loadClass(Optional.class.getName() + "$Guest");
    IntUnaryOperator guest = (IntUnaryOperator) type.getConstructor().newInstance();
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      System.out.println("step " + step + ": " + guest.applyAsInt(step) + " " + loader.asked);
    }
    System.out.println("late: " + guest.applyAsInt(-1) + " " + loader.asked.contains(LATE));
    try {
      System.out.println(type.getDeclaredFields().length);
    } catch (NoClassDefFoundError e) {
      System.out.println("absent: " + e.getMessage());
    }
    System.out.println("done: " + loader.asked);
  }
}
