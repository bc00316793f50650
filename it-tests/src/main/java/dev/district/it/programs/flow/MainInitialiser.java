package dev.district.it.programs.flow;

import dev.district.it.programs.Pace;
import java.util.HashMap;
import java.util.Map;

/** A main class that does its work before {@code main} is called. */
public final class MainInitialiser {
  private static final Map<String, Integer> COUNTS = new HashMap<>();
  private static final int TOTAL;
  private static int calls;

  static {
    int total = 0;
    for (int i = 0; i < 150; i++) {
      Pace.beat();
      total += COUNTS.merge("key " + i % 7, i, Integer::sum);
      System.out.println("initialiser, step " + i + ": " + total);
    }
    TOTAL = total;
  }

  private MainInitialiser() {}

  public static void main(String[] args) {
    for (int i = 0; i < 60; i++) {
      Pace.beat();
      System.out.println("main, step " + i + ": " + (TOTAL + ++calls));
    }
    System.out.println("done: " + COUNTS.size() + " " + String.join("|", args));
  }
}
