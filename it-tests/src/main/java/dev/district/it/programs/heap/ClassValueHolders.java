package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values that hang on classes, the program's and the platform's: they are not computed again. */
public final class ClassValueHolders {
  private static final List<String> COMPUTED = new ArrayList<>();
  private static final ClassValue<Use> USES =
      new ClassValue<>() {
        @Override
        protected Use computeValue(Class<?> type) {
          COMPUTED.add(type.getSimpleName());
          return new Use();
        }
      };
  private static final ClassValue<Object> NOTHING =
      new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
          COMPUTED.add("nothing for " + type.getSimpleName());
          return null;
        }
      };

  private ClassValueHolders() {}

  /** How often a class was used. */
  private static final class Use {
    private int count;
  }

  public static void main(String[] args) {
    Class<?>[] types = {
      String.class,
      ClassValueHolders.class,
      int[].class,
      int.class,
      Use.class,
      Use[].class,
      Map.class
    };
    Use kept = USES.get(String.class);
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      Class<?> type = types[step % types.length];
      int count = ++USES.get(type).count;
      Object nothing = NOTHING.get(type);
      if (step % 20 == 19) {
        USES.remove(Map.class);
      }
      System.out.println(
          "step "
              + step
              + ": "
              + type.getSimpleName()
              + " "
              + count
              + " "
              + nothing
              + " "
              + COMPUTED.size());
    }
    System.out.println("done: " + (USES.get(String.class) == kept) + " " + COMPUTED);
  }
}
