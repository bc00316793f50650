package dev.district.it.harness;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One program in one district, and the steps that the variants are made of. */
public final class Stage {
  private static final int MOST_REFUSALS = 30;
  private static final long NOT_READY_MS = 30_000;

  /** How long a process may take to end once its output has. */
  private static final long ENDING_MS = 5_000;

  private static final long PAUSE_MS = 300;
  private static final Pattern CYCLES =
      Pattern.compile("self-test: (\\d+) times checkpointed.*; (\\d+) checkpoints refused");

  private final String name;
  private final Program program;
  private final int patience;
  private final District district;
  private final Outcome reference;
  private final Random random;
  private final double reach;
  private final StringBuilder errors = new StringBuilder();
  private final StringBuilder refused = new StringBuilder();
  private int refusals;

  /**
   * @param name of the case, for the record of refusals
   * @param feature the kind of JVM it lives in; what it is compared with has lived in the default
   * @param random where instants come from
   * @param reach part of the program's life, from its start, that instants are drawn from
   */
  Stage(
      String name,
      Program program,
      Feature feature,
      District district,
      Random random,
      double reach) {
    this.name = name;
    this.program = program.withOptions(feature.jvm().toArray(String[]::new));
    this.patience = feature.patience();
    this.district = district;
    this.reference = References.of(program, district.jdk());
    this.random = random;
    this.reach = reach;
  }

  Program program() {
    return program;
  }

  District district() {
    return district;
  }

  Outcome reference() {
    return reference;
  }

  /** The longest time that a whole life may take, however slow the machine and cold the JVM. */
  long lifeMs() {
    return patience * (60_000 + 20 * reference.ms());
  }

  /**
   * Waits for a random instant: a number of lines, and then up to the time of two lines more.
   *
   * @param share the share of the reach that this instant may use up, 1 for all of it
   */
  void awaitInstant(Running running, double share) throws InterruptedException {
    awaitInstant(running, random.nextDouble() * share, random.nextDouble() * share);
  }

  /** Random parts of the reach, in rising order. */
  double[] instants(int count) {
    return random.doubles(count).sorted().toArray();
  }

  /**
   * Waits for a given instant.
   *
   * @param part of the lines within reach
   * @param extra of the time of two lines
   */
  void awaitInstant(Running running, double part, double extra) throws InterruptedException {
    int total = Math.max(1, (int) reference.out().lines().count());
    int lines = (int) (part * total * reach);
    long ms = (long) (extra * 2 * reach * reference.ms() / total);
    district.story().add("instant: " + lines + " of " + total + " lines and " + ms + " ms");
    if (!running.awaitLines(lines, lifeMs())) {
      if (running.endsWithin(ENDING_MS)) {
        throw new TooLate("it ended before line " + lines + ": " + running.err());
      }
      String state = running.describe();
      running.kill();
      throw new AssertionError("line " + lines + " has not come" + state);
    }
    Thread.sleep(ms);
  }

  /**
   * Asks until a checkpoint is committed. Refusals are recorded and asked again a little later; an
   * agent that does not listen yet is given time.
   *
   * @return characters of output that had arrived when the committed checkpoint was asked for
   */
  int checkpoint(Running running, String... options) throws InterruptedException {
    long deadline = System.nanoTime() + patience * NOT_READY_MS * 1_000_000;
    while (true) {
      int flushed = running.out().length();
      Outcome outcome = district.checkpoint(options);
      switch (outcome.exit()) {
        case 0:
          return flushed;
        case 3:
          refused(outcome);
          break;
        default:
          if (running.endsWithin(PAUSE_MS)) {
            throw ended();
          }
          if (outcome.exit() != 4 || System.nanoTime() > deadline) {
            throw new AssertionError("checkpoint: " + outcome.describe());
          }
      }
      Thread.sleep(random.nextLong(PAUSE_MS));
    }
  }

  double nextDouble() {
    return random.nextDouble();
  }

  /** Too late: what was refused until then is part of the message, if it is too late each time. */
  private TooLate ended() {
    return new TooLate("it ended before the checkpoint, after these refusals: " + refused);
  }

  private void refused(Outcome outcome) {
    Journal.refusal(name, outcome.err());
    refused.append(outcome.err());
    if (++refusals > MOST_REFUSALS) {
      throw new AssertionError(refusals + " checkpoints refused: " + outcome.describe());
    }
  }

  /** Waits until a life is over that is not the last one; returns what it printed. */
  String awaitDeath(Running running) throws InterruptedException {
    Outcome outcome = running.await(lifeMs());
    errors.append(outcome.err());
    return outcome.out();
  }

  /** A self-test that never got as far as a restart proves nothing: the program was too short. */
  void requireCycles(Running selfTest) {
    Matcher summary = CYCLES.matcher(selfTest.err());
    if (!summary.find()) {
      throw new AssertionError("the self-test has not said what it did: " + selfTest.err());
    }
    if (Integer.parseInt(summary.group(2)) > 0) {
      Journal.refusal(name, selfTest.err());
    }
    if (Integer.parseInt(summary.group(1)) == 0) {
      throw new TooLate("no restart in this self-test: " + selfTest.err());
    }
  }

  /** The last life must end as the uninterrupted run did and complete its output. */
  void awaitEnd(Running last, Overlap overlap) throws InterruptedException {
    Outcome outcome = last.await(lifeMs());
    String complaint = overlap.complaint(outcome.out());
    if (complaint != null) {
      throw new AssertionError("the output differs. " + complaint + "\n" + outcome.describe());
    }
    if (outcome.exit() != reference.exit()) {
      throw new AssertionError(
          "expected exit code " + reference.exit() + ": " + outcome.describe());
    }
    errors.append(outcome.err());
    for (String line : reference.err().lines().toList()) {
      if (errors.indexOf(line) < 0) {
        throw new AssertionError("stderr lacks: " + line + "\n" + outcome.describe());
      }
    }
  }
}
