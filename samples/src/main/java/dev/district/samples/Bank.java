package dev.district.samples;

import java.util.Random;

/**
 * Tellers move money between accounts under two nested monitors; who finds an account too poor
 * waits on it until somebody pays in. An audit takes every monitor at once: the total never
 * changes.
 *
 * <p>Arguments: audits (20), milliseconds between two (200).
 */
public final class Bank {
  private static final int ACCOUNTS = 6;
  private static final int TRANSFERS_PER_AUDIT = 400;

  private final Account[] accounts = new Account[ACCOUNTS];

  private static final class Account {
    private final int number;
    private long balance;
    private int movements;

    private Account(int number, long balance) {
      this.number = number;
      this.balance = balance;
    }

    private synchronized void awaitFunds(long amount) throws InterruptedException {
      while (balance < amount) {
        wait();
      }
    }

    private synchronized void move(long amount) {
      balance += amount;
      movements++;
      notifyAll();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    int audits = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    long pauseMs = args.length > 1 ? Long.parseLong(args[1]) : 200;
    Bank bank = new Bank();
    bank.accounts[0] = new Account(0, 100L * audits * TRANSFERS_PER_AUDIT * ACCOUNTS);
    for (int i = 1; i < ACCOUNTS; i++) {
      bank.accounts[i] = new Account(i, 100);
    }
    Thread[] tellers = new Thread[ACCOUNTS];
    for (int i = 0; i < ACCOUNTS; i++) {
      int from = i;
      tellers[i] = new Thread(() -> bank.work(from, audits * TRANSFERS_PER_AUDIT), "teller-" + i);
      tellers[i].start();
    }
    for (int audit = 1; audit <= audits; audit++) {
      System.out.println("audit " + audit + ": total " + bank.total(0));
      Thread.sleep(pauseMs);
    }
    for (Thread teller : tellers) {
      teller.join();
    }
    long movements = 0;
    for (Account account : bank.accounts) {
      System.out.println("account " + account.number + ": balance " + account.balance);
      movements += account.movements;
    }
    System.out.println("done: " + movements + " movements, total " + bank.total(0));
  }

  /** Teller 0 pays salaries out of the reserve, the others spend what they have got. */
  private void work(int from, int transfers) {
    Random random = new Random(from);
    try {
      for (int i = 0; i < transfers; i++) {
        int to = from == 0 ? 1 + i % (ACCOUNTS - 1) : (from + 1 + random.nextInt(ACCOUNTS - 1));
        long amount = from == 0 ? 100L * ACCOUNTS : 1 + random.nextInt(100);
        int paperworkMs = i % 50 == 0 ? 4 : 0;
        transfer(accounts[from], accounts[to % ACCOUNTS], amount, paperworkMs);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("teller " + from + " was sent home", e);
    }
  }

  private static void transfer(Account from, Account to, long amount, int paperworkMs)
      throws InterruptedException {
    from.awaitFunds(amount);
    Account first = from.number < to.number ? from : to;
    Account second = first == from ? to : from;
    synchronized (first) {
      synchronized (second) {
        from.move(-amount);
        if (paperworkMs > 0) {
          Thread.sleep(paperworkMs);
        }
        to.move(amount);
      }
    }
  }

  private long total(int index) {
    if (index == ACCOUNTS) {
      return 0;
    }
    synchronized (accounts[index]) {
      return accounts[index].balance + total(index + 1);
    }
  }
}
