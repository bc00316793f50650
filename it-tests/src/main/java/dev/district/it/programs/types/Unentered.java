package dev.district.it.programs.types;

import dev.district.it.programs.Pace;

/**
 * Classes that are loaded and not initialised for a long time: known by name, as the type of an
 * array, as a superclass's subclass. Each is initialised when it is first used, and once.
 */
public final class Unentered {
  private Unentered() {}

  /** By its name. */
  private static final class Named {
    static int value = say("Named", 1);

    private Named() {}
  }

  /** An array's. */
  private static final class Element {
    static int value = say("Element", 2);
  }

  /** Whose constant is known without it. */
  private static final class Constant {
    static final int KNOWN = 3;
    static int value = say("Constant", KNOWN);

    private Constant() {}
  }

  private static int say(String name, int value) {
    System.out.println("initialises " + name);
    return value;
  }

  public static void main(String[] args) throws ClassNotFoundException {
    int steps = Pace.steps(args);
    ClassLoader loader = Unentered.class.getClassLoader();
    Class<?> named = Class.forName(Unentered.class.getName() + "$Named", false, loader);
    Element[] elements = new Element[3];
    int sum = 0;
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      sum += Constant.KNOWN + elements.length;
      if (step > steps / 2) {
        sum += Named.value;
      }
      if (step > steps * 2 / 3) {
        sum += Element.value;
      }
      if (step > steps * 3 / 4) {
        sum += Constant.value;
      }
      System.out.println("step " + step + ": " + sum + ' ' + named.getSimpleName());
    }
    System.out.println("done: " + (Named.class == named));
  }
}
