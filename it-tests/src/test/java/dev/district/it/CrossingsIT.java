package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.InTurns;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Node;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.Running;
import dev.district.it.harness.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections between districts: one rolls back, and the others only notice a pause; or, where that
 * can't be had, a broken connection.
 */
class CrossingsIT {
  private static final long END_MS = 180_000;
  private static final String EVERY = "150ms";

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  private static int kills() {
    return Settings.isLong() ? 50 : 4;
  }

  private static Program relay(Node node, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = node.exchange().toString();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Programs.tck("crossings.Relay").with(all);
  }

  private static void end(Node node) {
    try {
      Files.createFile(node.exchange().resolve("end"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each request is answered once, though the service is killed again and again. */
  @ParameterizedTest
  @MethodSource("jdks")
  void theMiddleOfAChainIsKilled(Jdk jdk) throws InterruptedException {
    Random random = new Random(Settings.seed());
    try (Node node = new Node(jdk)) {
      Running store = node.run("store", relay(node, "store"));
      node.run("service", relay(node, "service"), "--every", EVERY);
      Running client = node.run("client", relay(node, "client"));
      Ready.awaitLines(client, 1);
      int checkpoint = node.newest("service");
      for (int i = 0; i < kills(); i++) {
        node.awaitCheckpoint("service", checkpoint + 2);
        Thread.sleep(random.nextInt(300));
        node.kill("service");
        checkpoint = node.newest("service");
        node.restart("service");
      }
      node.awaitCheckpoint("service", checkpoint + 2);
      end(node);
      Outcome asked = client.await(END_MS);
      assertThat(asked.out()).as(asked.describe() + node.describe()).contains("done: ");
      String requests = asked.out().replaceAll("(?s).*done: (\\d+) answers\n", "$1");
      Outcome kept = store.await(END_MS);
      assertThat(kept.out()).as(kept.describe()).endsWith("done: " + requests + " kept\n");
      Outcome service = node.of("service").await(END_MS);
      assertThat(service.out())
          .as(service.describe())
          .endsWith("done: " + requests + " requests\n");
    }
  }

  /** Neighbours among them: each goes back on its own. */
  @ParameterizedTest
  @MethodSource("jdks")
  void twoOfARingAreKilledAtOnce(Jdk jdk) throws InterruptedException {
    Random random = new Random(Settings.seed());
    int places = 5;
    try (Node node = new Node(jdk)) {
      Program program = Programs.tck("crossings.Ring");
      for (int i = 0; i < places; i++) {
        node.run(
            "place" + i,
            program.with(node.exchange().toString(), Integer.toString(i), Integer.toString(places)),
            "--every",
            EVERY);
      }
      Ready.awaitLines(node.of("place0"), 1);
      for (int i = 0; i < places; i++) {
        node.awaitCheckpoint("place" + i, 2);
      }
      for (int round = 0; round < Math.max(2, kills() / 5); round++) {
        int one = random.nextInt(places);
        int other = (one + 1 + random.nextInt(places - 1)) % places;
        node.kill("place" + one);
        node.kill("place" + other);
        node.restart("place" + other);
        node.restart("place" + one);
        node.awaitCheckpoint("place" + one, node.newest("place" + one) + 2);
        node.awaitCheckpoint("place" + other, node.newest("place" + other) + 2);
      }
      end(node);
      Set<String> rounds = new HashSet<>();
      for (int i = 0; i < places; i++) {
        Outcome outcome = node.of("place" + i).await(END_MS);
        assertThat(outcome.out()).as(outcome.describe() + node.describe()).contains("done: ");
        rounds.add(outcome.out().substring(outcome.out().indexOf("done: ")));
      }
      assertThat(rounds).as(node.describe()).hasSize(1);
    }
  }

  static Stream<Jdk> oneOfTheJdks() {
    return InTurns.jdks();
  }

  /** The JDK's web server and its clients, each killed once. */
  @ParameterizedTest
  @MethodSource("oneOfTheJdks")
  void everyRequestIsAnswered(Jdk jdk) throws InterruptedException {
    try (Node node = new Node(jdk)) {
      Program web = Programs.tck("crossings.Web");
      String exchange = node.exchange().toString();
      List<String> all = List.of("server", "new", "old");
      node.run("server", web.with(exchange, "server", "2"), "--every", EVERY);
      node.run("new", web.with(exchange, "new", "500"), "--every", EVERY);
      node.run("old", web.with(exchange, "old", "500"), "--every", EVERY);
      for (String name : all) {
        node.awaitCheckpoint(name, 2);
      }
      for (String name : all) {
        node.kill(name);
        int before = node.newest(name);
        node.restart(name);
        node.awaitCheckpoint(name, before + 2);
      }
      end(node);
      for (String name : all) {
        Outcome outcome = node.of(name).await(END_MS);
        assertThat(outcome.out())
            .as(outcome.describe() + node.describe())
            .contains("done: ")
            .doesNotContain("failed");
      }
    }
  }

  /**
   * A program of two sides.
   *
   * @param exact whether every run writes the same bytes, so that nothing may break
   */
  private record Pair(String program, String connections, boolean encrypted, boolean exact) {
    @Override
    public String toString() {
      return program + " " + connections + (encrypted ? " encrypted" : "");
    }
  }

  /** In a short run each of them is on one of the JDKs. */
  static Stream<Arguments> pairs() {
    List<Pair> pairs =
        List.of(
            new Pair("crossings.Talk", "1", false, true),
            new Pair("crossings.Talk", "3", false, false),
            new Pair("crossings.Talk", "1", true, true),
            new Pair("crossings.Asynchronous", "3", false, true),
            new Pair("crossings.Calls", "1", false, false));
    return InTurns.of(pairs);
  }

  /**
   * Selectors, encryption, remote calls: both sides are killed in turns. No answer comes before its
   * question, though the side that has gone back has to ask again.
   */
  @ParameterizedTest
  @MethodSource("pairs")
  void causesComeFirst(Pair pair, Jdk jdk) throws InterruptedException, IOException {
    Random random = new Random(Settings.seed());
    List<String> names = List.of("server", "client");
    try (Node node = new Node(jdk)) {
      if (pair.encrypted) {
        jdk.keys(node.exchange().resolve("keys.p12"), "secret");
      }
      for (String name : names) {
        node.run(
            name,
            Programs.tck(pair.program).with(node.exchange().toString(), name, pair.connections),
            "--every",
            EVERY);
      }
      for (String name : names) {
        node.awaitCheckpoint(name, 3);
      }
      for (int round = 0; round < (Settings.isLong() ? 20 : 3); round++) {
        String name = names.get(random.nextInt(names.size()));
        Thread.sleep(random.nextInt(300));
        node.kill(name);
        node.restart(name);
        node.awaitCheckpoint(name, node.newest(name) + 3);
      }
      end(node);
      for (String name : names) {
        Outcome outcome = node.of(name).await(END_MS);
        assertThat(outcome.out())
            .as(outcome.describe() + node.describe())
            .endsWith("done: nothing lost, doubled or reordered\n")
            .doesNotContain("failed")
            .doesNotContainPattern(pair.exact ? "broken(: | [1-9])" : "failed");
      }
    }
  }

  /** In the mode {@code break} the client sees what a crashed server would have left it. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aCrossingThatBreaksIsSeenToBreak(Jdk jdk) throws InterruptedException {
    try (Node node = new Node(jdk)) {
      node.run("service", relay(node, "clock"), "-o", "crossing=break");
      Running client = node.run("client", relay(node, "client"));
      Ready.awaitLines(client, 1);
      node.commit("service");
      node.kill("service");
      Outcome outcome = client.await(END_MS);
      assertThat(outcome.out()).as(outcome.describe()).contains("broken: ");
      Outcome service = node.restart("service").await(END_MS);
      assertThat(service.out()).as(service.describe()).contains("broken: ");
    }
  }

  /** What was sent before a rollback and is not sent again is never mixed with what is. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whatDiffersBreaks(Jdk jdk) throws InterruptedException {
    try (Node node = new Node(jdk)) {
      node.run("service", relay(node, "clock"));
      Running client = node.run("client", relay(node, "client"));
      Ready.awaitLines(client, 1);
      node.commit("service");
      Ready.awaitLines(client, client.lines() + 1);
      node.kill("service");
      Running service = node.restart("service");
      Outcome outcome = client.await(END_MS);
      assertThat(outcome.out())
          .as(outcome.describe() + node.describe())
          .contains("broken: ")
          .contains("what was written again differs from before at byte ");
      Outcome told = service.await(END_MS);
      assertThat(told.out()).as(told.describe()).contains("differs from before at byte ");
    }
  }

  /** All of them together, whichever side goes back; a thousand in a long run. */
  @ParameterizedTest
  @MethodSource("many")
  void manyComeBackTogether(String connections, Jdk jdk) throws InterruptedException {
    List<String> names = List.of("server", "client");
    try (Node node = new Node(jdk)) {
      Program many = Programs.tck("crossings.Many");
      for (String name : names) {
        node.run(name, many.with(node.exchange().toString(), name, connections));
      }
      Ready.awaitLines(node.of("client"), 2);
      names.forEach(name -> commit(node, name));
      for (int round = 0; round < (Settings.isLong() ? 10 : 3); round++) {
        String name = names.get(round % names.size());
        node.kill(name);
        node.restart(name);
        Ready.awaitLines(node.of("client"), node.of("client").lines() + 3);
        names.forEach(one -> commit(node, one));
      }
      end(node);
      for (String name : names) {
        Outcome outcome = node.of(name).await(END_MS);
        assertThat(outcome.out())
            .as(outcome.describe() + node.describe())
            .endsWith(name.equals("client") ? "done: odd 0\n" : "done: all have gone\n");
      }
    }
  }

  static Stream<Arguments> many() {
    return InTurns.of(List.of(Settings.isLong() ? "1000" : "200"));
  }

  private static void commit(Node node, String district) {
    try {
      node.commit(district);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What would take too much memory is not kept, and {@code status} says so. */
  @ParameterizedTest
  @MethodSource("jdks")
  void tooMuchToKeepBreaks(Jdk jdk) throws InterruptedException {
    try (Node node = new Node(jdk)) {
      node.run("service", relay(node, "clock"));
      Running client = node.run("client", relay(node, "client"), "-o", "retain=2KiB");
      Ready.awaitLines(client, 1);
      node.commit("service");
      Ready.awaitLines(client, client.lines() + 4);
      Outcome status = node.command("status", "client");
      assertThat(status.out()).as(status.describe()).contains("option retain");
      node.kill("service");
      Outcome outcome = client.await(END_MS);
      assertThat(outcome.out()).as(outcome.describe()).contains("broken: ");
    }
  }

  /** Both sides write as much as may be kept, and either is killed. */
  @ParameterizedTest
  @MethodSource("jdks")
  void streamsGoOn(Jdk jdk) throws InterruptedException {
    Random random = new Random(Settings.seed());
    List<String> names = List.of("server", "client");
    try (Node node = new Node(jdk)) {
      for (String name : names) {
        node.run(
            name,
            Programs.tck("members.Streaming")
                .with(node.exchange().toString(), name, Settings.isLong() ? "10" : "2", "1")
                .withOptions("-Xmx2g"),
            "--every",
            EVERY,
            "-o",
            "retain=1GiB");
      }
      for (String name : names) {
        node.awaitCheckpoint(name, 3);
      }
      for (int round = 0; round < (Settings.isLong() ? 20 : 2); round++) {
        String name = names.get(random.nextInt(names.size()));
        node.kill(name);
        node.restart(name);
        node.awaitCheckpoint(name, node.newest(name) + (Settings.isLong() ? 5 : 3));
      }
      end(node);
      for (String name : names) {
        Outcome outcome = node.of(name).await(END_MS);
        assertThat(outcome.out())
            .as(outcome.describe() + node.describe())
            .endsWith("done: nothing lost, doubled or reordered\n");
      }
    }
  }
}
