package dev.district.it.programs.types;

import dev.district.it.programs.Ancestor;
import dev.district.it.programs.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Static initialiser, constructor and method of a class that a loader of the program has defined,
 * each in the midst of a loop behind which come classes that this loader hasn't been asked for yet:
 * as types of fields, of inherited protected members, of arguments. The loader is the context class
 * loader of the main thread.
 */
public final class Unneeded {
  private Unneeded() {}

  /** Defines its own copies of a few classes, and remembers which in what order. */
  private static final class Own extends ClassLoader {
    private final List<String> defined = new ArrayList<>();

    Own(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own =
          name.startsWith(Ancestor.class.getName()) || name.startsWith(Worker.class.getName());
      if (!own) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
          byte[] bytes = in.readAllBytes();
          defined.add(name.substring(name.lastIndexOf('.') + 1));
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }

    @Override
    public String toString() {
      return defined.toString();
    }
  }

  /** Works a third of the time in each place. */
  public static final class Worker extends Ancestor implements IntFunction<String> {
    public static final Late FIRST;
    private static final int STEPS = Integer.getInteger("steps");
    private final Later own;
    private final Late other;

    static {
      work("initialiser", STEPS);
      FIRST = new Late(3);
    }

    public Worker() {
      work("constructor", STEPS);
      other = new Late(5);
      own = twice(new Later(take(other)));
    }

    @Override
    public String apply(int step) {
      work("method", step);
      later = own;
      return take(FIRST) + " " + take(later) + " " + (other == latest);
    }

    private static void work(String place, int steps) {
      for (int step = 0; step < steps; step++) {
        Pace.beat();
        System.out.println(place + " " + step + ": " + context());
      }
    }

    private static String context() {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return (context == Worker.class.getClassLoader()) + " " + context;
    }
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args) / 3;
    System.setProperty("steps", Integer.toString(steps));
    Own loader = new Own(Unneeded.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> type = Class.forName(Worker.class.getName(), true, loader);
    IntFunction<?> worker = (IntFunction<?>) type.getConstructor().newInstance();
    System.out.println("done: " + worker.apply(steps) + " " + loader);
  }
}
