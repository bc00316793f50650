package dev.district.it.servers;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls without a pause, on a thread of its own, and compares: each answer is one more than the one
 * before. A call that got no answer may be done all the same, now or later. After a restart the sum
 * is what it was at some instant of the checkpoint, and the call that was under way then may be
 * done without an answer.
 */
final class Load implements AutoCloseable {
  private static final long RETRY_MS = 50;
  private static final long STEP_MS = 5;

  private final Caller caller;
  private final Thread thread;
  private volatile boolean ending;
  private volatile @Nullable Throwable failure;
  private volatile long answers;
  private volatile long breaks;
  private long least;
  private long unanswered;
  private boolean rolledBack = true;
  private @Nullable String lastBreak;

  Load(Caller caller, String name) {
    this.caller = caller;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    boolean connected = false;
    while (!ending) {
      try {
        if (!connected) {
          caller.connect();
          connected = true;
        }
        compare(caller.add());
      } catch (Exception e) {
        if (connected) {
          broken(e);
        }
        connected = false;
        pause();
      } catch (Throwable t) {
        failure = t;
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void broken(Exception e) {
    breaks++;
    unanswered++;
    lastBreak = e.toString();
  }

  private synchronized void compare(long answer) {
    long surplus = answer - least - 1;
    if (surplus < 0 || surplus > unanswered) {
      throw new AssertionError(
          "the answer was "
              + answer
              + " after "
              + least
              + " and "
              + unanswered
              + " unanswered calls; the last break was "
              + lastBreak);
    }
    unanswered = rolledBack ? 1 : unanswered - surplus;
    rolledBack = false;
    least = answer;
    answers++;
  }

  /** What has been counted for certain. */
  synchronized long floor() {
    return least;
  }

  /** What may have been counted: one more may be under way. */
  synchronized long ceiling() {
    return least + unanswered + 1;
  }

  /** The server has died, and goes on from an instant between these. */
  synchronized void rollBack(long floor, long ceiling) {
    least = floor;
    unanswered = ceiling - floor;
    rolledBack = true;
    answers = 0;
  }

  long answers() {
    return answers;
  }

  long breaks() {
    return breaks;
  }

  /** Waits until so many calls have been answered since the last rollback. */
  void awaitAnswers(long number, long timeoutMs, BooleanSupplier alive)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeoutMs * 1_000_000;
    while (answers < number) {
      throwFailure();
      if (!alive.getAsBoolean()) {
        throw new AssertionError("the server has ended");
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            answers + " answers in " + timeoutMs + " ms; the last break was " + lastBreak);
      }
      Thread.sleep(STEP_MS);
    }
  }

  void throwFailure() {
    Throwable thrown = failure;
    if (thrown != null) {
      throw new AssertionError(thread.getName() + ": " + thrown.getMessage(), thrown);
    }
  }

  /** Ends it, and looks at what the server has in the end. */
  void finish(long timeoutMs) throws Exception {
    ending = true;
    thread.join(timeoutMs);
    if (thread.isAlive()) {
      throw new AssertionError("a call does not end");
    }
    throwFailure();
    caller.check();
  }

  @Override
  public void close() {
    ending = true;
    thread.interrupt();
    caller.close();
  }
}
