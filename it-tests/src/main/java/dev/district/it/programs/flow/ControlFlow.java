package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.util.List;

/** Switches on strings, enums and numbers, labelled loops, patterns, default methods. */
public final class ControlFlow {
  private sealed interface Shape permits Circle, Square, Blob {
    default String describe(int times) {
      return name(times) + " of " + times;
    }

    private String name(int times) {
      Pace.beat();
      return getClass().getSimpleName() + (times % 2 == 0 ? "s" : "");
    }
  }

  private record Circle(double radius) implements Shape {}

  private record Square(int side) implements Shape {}

  private static final class Blob implements Shape {}

  private ControlFlow() {}

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    int odd = 0;
    long weight = 0;
    List<Shape> shapes = List.of(new Circle(1.5), new Square(4), new Blob());
    outer:
    for (int step = 0; step < steps; step++) {
      Shape shape = shapes.get(step % 3);
      for (int inner = 0; ; inner++) {
        switch (shape.describe(inner)) {
          case "Circles of 2":
            weight += 3;
            continue outer;
          case "Square of 3", "Square of 1":
            step++;
            break;
          case "Blob of 1":
            odd++;
          // falls through: a blob weighs as much as anything else
          default:
            weight++;
        }
        if (shape instanceof Square square && inner >= square.side()) {
          break;
        }
        if (inner == 3) {
          continue outer;
        }
        step++;
        System.out.println("step " + step + "/" + inner + ": " + weight + " " + odd);
      }
    }
    int rest = 0;
    do {
      rest += 3;
      Pace.beat();
    } while (rest < 10);
    System.out.println("done: weight " + weight + ", odd " + odd + ", rest " + rest);
  }
}
