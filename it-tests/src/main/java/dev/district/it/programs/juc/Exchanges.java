package dev.district.it.programs.juc;

import dev.district.it.programs.Pace;
import java.util.List;
import java.util.concurrent.Exchanger;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Exchangers and hand-overs between changing partners: what is given is got, once. */
public final class Exchanges {
  private Exchanges() {}

  public static void main(String[] args) throws InterruptedException {
    int rounds = Pace.steps(args);
    List<Exchanger<Integer>> exchangers =
        List.of(new Exchanger<>(), new Exchanger<>(), new Exchanger<>());
    SynchronousQueue<Integer> fair = new SynchronousQueue<>(true);
    SynchronousQueue<Integer> unfair = new SynchronousQueue<>();
    AtomicLong exchanged = new AtomicLong();
    AtomicLong balance = new AtomicLong();
    Team team =
        new Team(
            6,
            (member, round) -> {
              Exchanger<Integer> exchanger = exchangers.get(pair(member, round));
              for (int i = 0; i < 20; i++) {
                exchanged.addAndGet(exchanger.exchange(member * round + i));
              }
              SynchronousQueue<Integer> queue = round % 2 == 0 ? fair : unfair;
              for (int i = 0; i < 20; i++) {
                if (member % 2 == 0) {
                  balance.addAndGet(i + 1);
                  queue.put(i + 1);
                } else {
                  balance.addAndGet(-queue.take());
                }
              }
            },
            () -> "exchanged " + exchanged + ", balance " + balance);
    team.play(rounds);
  }

  /** Every even member stays, the odd ones move on by one pair a round. */
  private static int pair(int member, int round) {
    return member % 2 == 0 ? member / 2 : (member / 2 + round) % 3;
  }
}
