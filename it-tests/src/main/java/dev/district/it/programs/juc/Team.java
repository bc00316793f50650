package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;

/**
 * Threads that work in rounds: in each round every member does its part, and when all have, a line
 * tells what the round has come to. A failure of a member ends the program.
 */
final class Team {
  /** What one member does in a round. */
  interface Part {
    void play(int member, int round) throws Exception;
  }

  private final int members;
  private final Part part;
  private final Supplier<String> verdict;

  /**
   * @param verdict of a round, asked for while all members rest
   */
  Team(int members, Part part, Supplier<String> verdict) {
    this.members = members;
    this.part = part;
    this.verdict = verdict;
  }

  /** Plays the rounds and prints a line for each. */
  void play(int rounds) throws InterruptedException {
    int[] round = {0};
    CyclicBarrier barrier =
        new CyclicBarrier(
            members,
            () -> {
              System.out.println("round " + round[0]++ + ": " + verdict.get());
              Pace.beat();
            });
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      int member = i;
      Thread thread = new Thread(() -> play(member, rounds, barrier), "member-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("done: " + verdict.get());
  }

  private void play(int member, int rounds, CyclicBarrier barrier) {
    try {
      for (int round = 0; round < rounds; round++) {
        part.play(member, round);
        barrier.await();
      }
    } catch (Exception e) {
      System.out.println("member " + member + " failed: " + e);
      Runtime.getRuntime().halt(3);
    }
  }
}
