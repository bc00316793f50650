package dev.district.it.programs.refused;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntUnaryOperator;

/** Holds an instance of a class that a loader of its own has defined. */
public final class CustomLoader {
  private CustomLoader() {}

  /** What the loader of this program defines a second time. */
  public static final class Guest implements IntUnaryOperator {
    private int calls;

    @Override
    public int applyAsInt(int operand) {
      return operand + ++calls;
    }
  }

  private static final class Loader extends ClassLoader {
    private Class<?> define(String name) throws IOException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      }
    }
  }

  private record Held(IntUnaryOperator guest) implements Holding.Resource {
    @Override
    public int use(int step) {
      return guest.applyAsInt(step);
    }

    @Override
    public void close() {
      System.out.println("guest is of another class: " + !(guest instanceof Guest));
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          Class<?> type = new Loader().define(Guest.class.getName());
          return new Held((IntUnaryOperator) type.getConstructor().newInstance());
        });
  }
}
