package dev.district.core.threads;

import dev.district.core.diag.CheckpointRefused;

/**
 * Who holds the world. A checkpoint brings it to a standstill of its own; work between districts,
 * which only needs that no thread of the program runs, shares a standstill that is there, or makes
 * one. Nobody who shares one waits for anything but the standstill itself, so that two districts
 * may each hold their world and ask the other for theirs.
 */
public final class Standstills {
  /** Brings the world to a standstill; when it fails, the world is released. */
  public interface Way {
    void stand() throws CheckpointRefused;
  }

  private enum State {
    RUNNING,
    CHANGING,
    STANDING
  }

  private final World world;
  private State state = State.RUNNING;
  private int holders;

  public Standstills(World world) {
    this.world = world;
  }

  /** Brings the world to a standstill of the caller's own. */
  public void begin(Way way) throws CheckpointRefused {
    synchronized (this) {
      while (state != State.RUNNING) {
        pause(0);
      }
      state = State.CHANGING;
    }
    stand(way);
  }

  private void stand(Way way) throws CheckpointRefused {
    boolean standing = false;
    try {
      way.stand();
      standing = true;
    } finally {
      if (!standing) {
        world.release();
      }
      changed(standing ? State.STANDING : State.RUNNING, standing ? 1 : 0);
    }
  }

  private synchronized void changed(State next, int count) {
    state = next;
    holders = count;
    notifyAll();
  }

  /**
   * Shares a standstill, or makes one.
   *
   * @param deadlineNanos as {@code System.nanoTime}
   */
  public void share(long deadlineNanos) throws CheckpointRefused {
    synchronized (this) {
      while (state == State.CHANGING) {
        long left = (deadlineNanos - System.nanoTime()) / 1_000_000L;
        if (left <= 0) {
          throw new CheckpointRefused(
              "the threads did not stop in time", "this JVM", "try again later");
        }
        pause(left);
      }
      if (state == State.STANDING) {
        holders++;
        return;
      }
      state = State.CHANGING;
    }
    stand(
        () -> {
          world.hold();
          world.awaitAll(deadlineNanos);
        });
  }

  /** Ends what {@link #begin} or {@link #share} began. */
  public void end() {
    synchronized (this) {
      holders--;
      if (holders > 0) {
        return;
      }
      state = State.CHANGING;
    }
    world.release();
    changed(State.RUNNING, 0);
  }

  private void pause(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a standstill", e);
    }
  }
}
