package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;

/** A tree of phasers whose parties come and go; each phase has its own advance action. */
public final class Phasers {
  private static final int MEMBERS = 6;

  private Phasers() {}

  public static void main(String[] args) throws InterruptedException {
    int rounds = Pace.steps(args);
    AtomicInteger advances = new AtomicInteger();
    Phaser root =
        new Phaser() {
          @Override
          protected boolean onAdvance(int phase, int parties) {
            advances.incrementAndGet();
            return false;
          }
        };
    Phaser[] leaves = {new Phaser(root, 3), new Phaser(root, 3)};
    AtomicInteger guests = new AtomicInteger();
    Team team =
        new Team(
            MEMBERS,
            (member, round) -> {
              Phaser leaf = leaves[member % 2];
              int before = leaf.arriveAndAwaitAdvance();
              if (member == round % MEMBERS) {
                leaf.register();
                Pace.beat();
                leaf.arrive();
              }
              leaf.awaitAdvance(leaf.arrive());
              if (member == round % MEMBERS) {
                guests.addAndGet(leaf.arriveAndDeregister() - before);
              }
              leaf.arriveAndAwaitAdvance();
            },
            () -> "phase " + root.getPhase() + ", advances " + advances + ", guests " + guests);
    team.play(rounds);
  }
}
