package dev.district.it.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Programs × features × JDKs × instants, of which a run takes the part that {@link Rotation} says.
 * Each case has a seed that depends on the run's seed and the case's name only: {@code
 * -Ddistrict.seed=S -Ddistrict.only=NAME -Ddistrict.rotation=0/1} repeats it.
 */
public final class Matrix {
  /**
   * Instants are drawn from this part of a program's life; what is left must do for the command.
   */
  private static final double REACH = 0.7;

  private static final int ATTEMPTS = 5;
  private static final long BRIEF_MS = 5_000;

  private Matrix() {}

  /** The cases to run for these programs. */
  public static Stream<DynamicTest> of(List<Program> programs) {
    Rotation rotation = Settings.rotation();
    List<Jdk> jdks = Jdk.all();
    List<DynamicTest> tests = new ArrayList<>();
    for (Program program : programs) {
      int row = Programs.all().indexOf(program);
      int column = 0;
      for (Feature feature : Feature.all()) {
        for (Jdk jdk : jdks) {
          if (rotation.takes(row, column++)) {
            addInstants(tests, program, feature, jdk);
          }
        }
      }
    }
    System.out.printf(
        "%d cases of rotation %d/%d, seed %d%n",
        tests.size(), rotation.part(), rotation.parts(), Settings.seed());
    return tests.stream();
  }

  /** The part of these programs that the rotation takes when there is one case per program. */
  public static Stream<Program> rotated(List<Program> programs) {
    Rotation rotation = Settings.rotation();
    return programs.stream()
        .filter(program -> rotation.takes(programs.indexOf(program)))
        .filter(program -> Settings.only().map(program.name()::contains).orElse(true));
  }

  private static void addInstants(
      List<DynamicTest> tests, Program program, Feature feature, Jdk jdk) {
    Case all = Case.of(program, feature.name(), jdk);
    for (int i = 0; i < Settings.instants(); i++) {
      Variant variant = feature.variant();
      add(tests, all.at(i), feature, () -> variant.adapt(program), variant::play);
    }
  }

  /** One case per program and JDK: many checkpoints of one life, each of them restarted. */
  public static Stream<DynamicTest> manyInstants(List<Program> programs, int instants) {
    List<DynamicTest> tests = new ArrayList<>();
    int row = 0;
    for (Program program : programs) {
      int column = row++;
      for (Jdk jdk : Jdk.all()) {
        if (Settings.isLong() || Settings.rotation().takes(column++)) {
          add(
              tests,
              Case.of(program, Feature.INSTANTS, jdk),
              new Feature(Feature.INSTANTS, Variant.KILL, List.of(), 1),
              () -> lasting(program, jdk),
              stage -> ManyInstants.play(stage, instants));
        }
      }
    }
    return tests.stream();
  }

  /** The program, or its longer form where it is over before the second checkpoint. */
  private static Program lasting(Program program, Jdk jdk) {
    return References.of(program, jdk).ms() < BRIEF_MS ? Programs.longer(program) : program;
  }

  /** What is done to a program. */
  @FunctionalInterface
  private interface Play {
    void on(Stage stage) throws InterruptedException;
  }

  private static void add(
      List<DynamicTest> tests, Case one, Feature feature, Supplier<Program> program, Play play) {
    if (Settings.only().map(one.name()::contains).orElse(true)) {
      tests.add(DynamicTest.dynamicTest(one.name(), () -> play(one, feature, program.get(), play)));
    }
  }

  private static void play(Case one, Feature feature, Program program, Play play)
      throws InterruptedException {
    long seed = Settings.seed() * 31 + one.name().hashCode();
    long startNs = System.nanoTime();
    double reach = REACH;
    Program lasting = program;
    for (int attempt = 1; ; attempt++) {
      try (District district = District.formatted(one.jdk())) {
        Stage stage = new Stage(one.name(), lasting, feature, district, new Random(seed), reach);
        try {
          play.on(stage);
          Journal.passed(one, startNs);
          return;
        } catch (TooLate e) {
          if (attempt == ATTEMPTS) {
            throw failure(one, seed, startNs, district, e);
          }
          reach *= 0.6;
          lasting = Programs.longer(lasting);
        } catch (AssertionError | RuntimeException e) {
          throw failure(one, seed, startNs, district, e);
        }
      }
    }
  }

  private static AssertionError failure(
      Case one, long seed, long startNs, District district, Throwable cause) {
    String text =
        one
            + ", seed "
            + Settings.seed()
            + " ("
            + seed
            + ")\n"
            + cause.getMessage()
            + "\n--- story\n"
            + district.story();
    Journal.failed(one, startNs, text);
    return new AssertionError(text, cause);
  }
}
