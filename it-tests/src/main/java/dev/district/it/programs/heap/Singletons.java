package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.TimeZone;

/**
 * Singletons that see to it that serialization makes no second one: by {@code readResolve}, by a
 * stand-in that {@code writeReplace} gives, as enums. An image holds them as they are.
 */
public final class Singletons {
  private static final Resolved KEPT_RESOLVED = Resolved.INSTANCE;
  private static final Replaced KEPT_REPLACED = Replaced.INSTANCE;
  private static int resolutions;

  private Singletons() {}

  /** Resolves itself. */
  private static final class Resolved implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Resolved INSTANCE = new Resolved();
    private transient int uses;

    Object readResolve() {
      resolutions++;
      return INSTANCE;
    }
  }

  /** Is written as something else. */
  private static final class Replaced implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Replaced INSTANCE = new Replaced();
    private transient int uses;

    Object writeReplace() {
      return new StandIn();
    }
  }

  /** What is written. */
  private static final class StandIn implements Serializable {
    private static final long serialVersionUID = 1L;

    Object readResolve() {
      resolutions++;
      return Replaced.INSTANCE;
    }
  }

  /** One of them. */
  private enum Single {
    INSTANCE;
    private int uses;
  }

  public static void main(String[] args) throws IOException, ClassNotFoundException {
    int steps = Pace.steps(args);
    List<Object> held = List.of(Resolved.INSTANCE, Replaced.INSTANCE, Single.INSTANCE);
    for (int step = 1; step <= steps; step++) {
      Resolved.INSTANCE.uses++;
      Replaced.INSTANCE.uses += 2;
      Single.INSTANCE.uses += 3;
      Pace.beat();
      boolean same = true;
      for (Object one : held) {
        same &= copy(one) == one;
      }
      same &= held.get(0) == Resolved.INSTANCE && KEPT_RESOLVED == held.get(0);
      same &= held.get(1) == Replaced.INSTANCE && KEPT_REPLACED == held.get(1);
      same &= held.get(2) == Single.valueOf("INSTANCE");
      System.out.println(
          "step "
              + step
              + ": one of each "
              + same
              + ", used "
              + KEPT_RESOLVED.uses
              + ' '
              + KEPT_REPLACED.uses
              + ' '
              + Single.INSTANCE.uses
              + ", resolved "
              + resolutions);
    }
    System.out.println("done: " + copy(TimeZone.getTimeZone("UTC")).getClass().getSimpleName());
  }

  private static Object copy(Object one) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(one);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
