package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;

/** Lambdas and method references of every kind, made early and called for long. */
public final class Lambdas {
  private static final Function<Integer, Integer> STATIC_FIELD = x -> x + 1;

  private interface SerialOp extends IntBinaryOperator, Serializable {}

  private final int base;

  private Lambdas(int base) {
    this.base = base;
  }

  private int plusBase(int x) {
    return x + base;
  }

  private Supplier<Lambdas> itself() {
    return () -> this;
  }

  private static Supplier<String> constant() {
    return () -> "constant";
  }

  public static void main(String[] args) {
    Lambdas owner = new Lambdas(1_000);
    long seven = 7;
    double half = 0.5;
    int[] box = new int[1];
    Runnable counting = () -> box[0]++;
    Function<Integer, Double> capturing = x -> x * seven + half;
    Function<Integer, Integer> bound = owner::plusBase;
    BiFunction<Lambdas, Integer, Integer> unbound = Lambdas::plusBase;
    Function<Integer, Lambdas> constructor = Lambdas::new;
    Function<Integer, int[]> arrays = int[]::new;
    SerialOp serial = (a, b) -> a * 31 + b;
    Function<Integer, Integer> composed = STATIC_FIELD.andThen(bound).compose(x -> x * 2);
    Comparator<String> order =
        Comparator.comparing(String::length).thenComparing(String::compareTo);
    Supplier<String> first = constant();
    List<Function<Integer, Integer>> nested = new ArrayList<>();
    int sum = 0;
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      int s = step;
      nested.add(x -> nested.size() + s + x);
      counting.run();
      sum = serial.applyAsInt(sum, composed.apply(step));
      Pace.beat();
      System.out.println(
          "step "
              + step
              + ": "
              + capturing.apply(step)
              + " "
              + bound.apply(step)
              + " "
              + unbound.apply(owner, step)
              + " "
              + constructor.apply(step).base
              + " "
              + arrays.apply(step).length
              + " "
              + nested.get(step / 2).apply(step)
              + " "
              + order.compare("b" + step, "a" + step)
              + " "
              + (owner.itself().get() == owner)
              + " "
              + (constant() == first));
    }
    System.out.println("done: " + box[0] + " calls, sum " + sum);
  }
}
