package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * A variable of a class that is loaded only in the last step, by a loader of the program's own: who
 * rebuilds the frame has to ask that loader, which is code of the program.
 */
public final class LateNames {
  private LateNames() {}

  private static final class Own extends URLClassLoader {
    Own(URL[] urls, ClassLoader parent) {
      super(urls, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        int letters = 0;
        for (char c : name.toCharArray()) {
          letters += Character.isLetter(c) ? 1 : 0;
        }
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null || letters == 0) {
          return loaded;
        }
        return name.startsWith(LateNames.class.getName() + "$")
            ? findClass(name)
            : super.loadClass(name, resolve);
      }
    }
  }

  /** What the last step makes. */
  public static final class Late {
    private final int step;

    /** Made once. */
    public Late(int step) {
      this.step = step;
    }

    @Override
    public String toString() {
      return "late at " + step;
    }
  }

  /** Has the variable. */
  public static final class Task implements Runnable {
    private final int steps;

    /** Made by reflection. */
    public Task(int steps) {
      this.steps = steps;
    }

    @Override
    public void run() {
      Late late = null;
      int sum = 0;
      for (int i = 0; i < steps; i++) {
        Pace.beat();
        sum += i;
        if (i == steps - 1) {
          late = new Late(i);
        }
        System.out.println(i + ": " + sum);
      }
      System.out.println(late + " " + (late.getClass().getClassLoader() == loader()));
    }

    private ClassLoader loader() {
      return getClass().getClassLoader();
    }
  }

  public static void main(String[] args) throws Exception {
    URL[] here = {LateNames.class.getProtectionDomain().getCodeSource().getLocation()};
    try (Own own = new Own(here, LateNames.class.getClassLoader())) {
      Class<?> task = own.loadClass(Task.class.getName());
      ((Runnable) task.getConstructor(int.class).newInstance(Pace.steps(args))).run();
      System.out.println("done: " + (task != Task.class));
    }
  }
}
