package tck;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lambdas and method references, the program's and the JDK's. */
public final class Lambdas implements TckCase {
  private final int base = 7;

  private int times(int x) {
    return x * base;
  }

  static Supplier<String> constant() {
    return () -> "constant";
  }

  static Function<String, Integer> reference() {
    return String::length;
  }

  static Runnable capturing(StringBuilder text) {
    return () -> text.append('x');
  }

  @Override
  public Object make() {
    int captured = 40;
    long wide = 1L << 33;
    StringBuilder text = new StringBuilder();
    Function<Integer, Long> sum = x -> x + captured + wide;
    Function<Integer, Integer> bound = this::times;
    BiFunction<Integer, Integer, Integer> max = Math::max;
    Supplier<List<String>> constructor = ArrayList::new;
    IntFunction<int[]> array = int[]::new;
    Comparator<String> comparator =
        Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
    Supplier<String> serializable = (Supplier<String> & Serializable) () -> "s" + captured;
    Predicate<String> predicate = Predicate.not(String::isEmpty).and(s -> s.length() > captured);
    return new Object[] {
      constant(),
      reference(),
      capturing(text),
      text,
      sum,
      bound,
      max,
      constructor,
      array,
      comparator,
      serializable,
      predicate,
      Function.identity(),
      Pattern.compile("(a+)b[x-z]|c"),
      Collectors.toList(),
      List.of(1, 2, 3).stream().map(x -> x + captured),
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public void check(Object state) {
    Object[] parts = (Object[]) state;
    require(constant() == parts[0], "identity of a non-capturing lambda");
    require(constant().get().equals("constant"), "constant");
    require(reference() == parts[1], "identity of a method reference");
    ((Runnable) parts[2]).run();
    require(parts[3].toString().startsWith("x"), "capturing");
    require(
        capturing(new StringBuilder()).getClass() == parts[2].getClass(), "class of a call site");
    require(
        ((Function<Integer, Long>) parts[4]).apply(2) == 42 + (1L << 33), "primitives captured");
    require(((Function<Integer, Integer>) parts[5]).apply(6) == 42, "bound");
    require(((BiFunction<Integer, Integer, Integer>) parts[6]).apply(6, 4) == 6, "static");
    require(((Supplier<List<String>>) parts[7]).get().isEmpty(), "constructor");
    require(((IntFunction<int[]>) parts[8]).apply(3).length == 3, "array constructor");
    require(((Comparator<String>) parts[9]).compare("aa", "bb") > 0, "comparator");
    require(((Supplier<String>) parts[10]).get().equals("s40"), "serializable");
    require(parts[10] instanceof Serializable, "marker");
    require(!((Predicate<String>) parts[11]).test("abc"), "predicate");
    require(Function.identity() == parts[12], "identity()");
    require(((Pattern) parts[13]).matcher("xxaaby").find(), "pattern");
    require(
        java.util.stream.Stream.of(1, 2)
            .collect((java.util.stream.Collector<Object, ?, List<Object>>) parts[14])
            .equals(List.of(1, 2)),
        "collector");
  }
}
