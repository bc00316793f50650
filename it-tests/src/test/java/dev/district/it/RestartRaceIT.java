package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.InTurns;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Members;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import dev.district.it.harness.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several {@code restart D} at once: one wins, the others exit with 5, and the district goes on as
 * if there had been only one.
 */
class RestartRaceIT {
  private static final int ROUNDS = Settings.isLong() ? 20 : 2;
  private static final Program COUNTER = Programs.sample("Counter").with("6000", "50");
  private static final Program AT_ONCE = COUNTER.with("6000", "0");
  private static final long END_MS = 60_000;
  private static final int LONGEST_OFFSET_MS = 200;
  private static final int LONGEST_LEAD_MS = 1_500;

  static Stream<Arguments> districts() {
    return InTurns.jdks()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, List.of("main")), Arguments.of(jdk, List.of("a", "b", "c"))));
  }

  @ParameterizedTest
  @MethodSource("districts")
  void oneWins(Jdk jdk, List<String> names) throws InterruptedException {
    Random random = new Random(Settings.seed());
    try (District district = District.formatted(jdk)) {
      Race race = new Race(district, names);
      for (int round = 0; round < ROUNDS; round++) {
        List<Running> racers = new ArrayList<>();
        for (int i = 0; i < 2 + round % 2; i++) {
          racers.add(district.restart());
          Thread.sleep(random.nextInt(LONGEST_OFFSET_MS));
        }
        race.goOn(race.winner(racers));
      }
    }
  }

  /** Whatever it had looked at, and whatever it had, before it was suspended. */
  @ParameterizedTest
  @MethodSource("districts")
  void oneOfThemIsSuspendedMeanwhile(Jdk jdk, List<String> names) throws InterruptedException {
    Random random = new Random(Settings.seed());
    try (District district = District.formatted(jdk)) {
      Race race = new Race(district, names);
      for (int round = 0; round < ROUNDS; round++) {
        Running first = district.restart();
        long ms = random.nextInt(LONGEST_LEAD_MS);
        Thread.sleep(ms);
        first.suspend();
        district.story().add("suspended after " + ms + " ms");
        Running second = district.restart();
        if (second.awaitLines(names.size(), END_MS)) {
          for (int i = 0; i < 3; i++) {
            Ready.commit(district, second);
          }
        }
        first.resume();
        race.goOn(race.winner(List.of(first, second)));
      }
    }
  }

  /** A district that is restarted again and again. */
  private static final class Race {
    private final District district;
    private final String reference;
    private final Map<String, String> printed = new LinkedHashMap<>();
    private int incarnation = 1;

    Race(District district, List<String> names) throws InterruptedException {
      this.district = district;
      reference = References.of(AT_ONCE, district.jdk()).out();
      Members members = new Members(district);
      names.forEach(name -> members.run(name, COUNTER));
      members.awaitLines(2);
      members.commit("--stop");
      members.await().forEach((name, outcome) -> printed.put(name, outcome.out()));
    }

    /** The one that is left when the others have ended, as they should. */
    Running winner(List<Running> racers) throws InterruptedException {
      List<Running> left = new ArrayList<>(racers);
      long deadline = System.nanoTime() + END_MS * 1_000_000;
      while (left.size() > 1) {
        for (Running racer : racers) {
          if (!racer.isAlive() && left.remove(racer)) {
            lost(racer.await(END_MS));
          }
        }
        assertThat(System.nanoTime()).as(district.story().toString()).isLessThan(deadline);
        Thread.sleep(10);
      }
      return left.get(0);
    }

    private void lost(Outcome outcome) {
      assertThat(outcome.exit()).as(outcome.describe() + district.story()).isEqualTo(5);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("D").doesNotContain("\tat ").doesNotContain("Exception");
    }

    void goOn(Running winner) throws InterruptedException {
      Ready.awaitLines(winner, 2 * printed.size());
      Ready.commit(district, winner, "--stop");
      Outcome outcome = winner.await(END_MS);
      assertThat(outcome.exit()).as(outcome.describe() + district.story()).isEqualTo(143);
      incarnation++;
      Members members = new Members(district);
      for (String name : printed.keySet()) {
        assertThat(members.incarnation(name)).isEqualTo(incarnation);
        String out = printed.size() == 1 ? outcome.out() : Members.labelled(outcome.out(), name);
        printed.merge(name, out, String::concat);
        assertThat(reference).as(outcome.describe()).startsWith(printed.get(name));
      }
    }
  }
}
