package dev.district.it.harness;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column of the matrix: what is done to a program, and the kind of JVM in which it lives from its
 * start to its end, restarts included. The output it is compared with is that of the default JVM.
 *
 * @param name how reports call it
 * @param variant what is done
 * @param jvm JVM options of all its lives
 * @param patience how many times as long as in the default JVM everything may take
 */
public record Feature(String name, Variant variant, List<String> jvm, int patience) {
  /** The name of many instants of one life ({@link Matrix#manyInstants}). */
  static final String INSTANTS = "INSTANTS";

  /** How many times as long interpreted code may take. */
  private static final int INTERPRETED = 10;

  private static final List<Feature> MODES =
      List.of(
          new Feature("INTERPRETED", Variant.KILL, List.of("-Xint"), INTERPRETED),
          killed("C1", "-XX:TieredStopAtLevel=1"),
          killed("C2", "-XX:-TieredCompilation", "-Xbatch"),
          killed("SERIAL", "-XX:+UseSerialGC"),
          killed("PARALLEL", "-XX:+UseParallelGC"),
          killed("ZGC", "-XX:+UseZGC"));

  /** Each variant in the default JVM, then a SIGKILL and a restart in each other kind of JVM. */
  static List<Feature> all() {
    Stream<Feature> variants =
        Arrays.stream(Variant.values()).map(one -> new Feature(one.name(), one, List.of(), 1));
    return Stream.concat(variants, MODES.stream()).toList();
  }

  /** Names of all columns, that of the many instants included. */
  public static List<String> names() {
    return Stream.concat(all().stream().map(Feature::name), Stream.of(INSTANTS)).toList();
  }

  private static Feature killed(String name, String... jvm) {
    return new Feature(name, Variant.KILL, List.of(jvm), 1);
  }

  @Override
  public String toString() {
    return name;
  }
}
