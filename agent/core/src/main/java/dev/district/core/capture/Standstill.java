package dev.district.core.capture;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.frames.Frame;
import dev.district.core.frames.FrameMapper;
import dev.district.core.frames.Unresumable;
import dev.district.core.threads.StoppedThread;
import dev.district.core.threads.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the world to a standstill in which every frame of every thread can be rebuilt. A thread
 * stopped in a frame that can't be (a class being loaded, a call site being linked) is let run on
 * to its next poll. That may take long, so the others are let go from time to time.
 */
final class Standstill {
  private static final String REMEDY =
      "try again later, or give it more time with stop-timeout: the frame must be left first";

  /** The world is held no longer than this at a time, and then let go for a while. */
  private static final long HOLD_NANOS = 250_000_000L;

  private static final long LET_GO_MILLIS = 250;

  private final World world;
  private final Materialiser materialiser;
  private final FrameMapper mapper;

  /** A thread that stands still, with its canonical frames. */
  record Standing(StoppedThread thread, List<Frame> frames) {}

  Standstill(World world, Materialiser materialiser, FrameMapper mapper) {
    this.world = world;
    this.materialiser = materialiser;
    this.mapper = mapper;
  }

  /**
   * @param deadlineNanos as {@code System.nanoTime}
   */
  List<Standing> reach(long deadlineNanos) throws CheckpointRefused {
    long letGoAt = System.nanoTime() + HOLD_NANOS;
    for (; ; ) {
      List<StoppedThread> threads = world.awaitAll(letGoAt, deadlineNanos);
      if (threads == null) {
        letGo();
        letGoAt = System.nanoTime() + HOLD_NANOS;
        continue;
      }
      materialiser.materialise();
      world.walkAll();
      List<Standing> standing = new ArrayList<>();
      List<StoppedThread> unfit = new ArrayList<>();
      List<Blocker> blockers = new ArrayList<>();
      for (StoppedThread thread : threads) {
        try {
          Thread owner = thread.slot.thread;
          List<Frame> frames = mapper.map(thread.frames());
          Initialising.check(frames);
          standing.add(new Standing(thread, MainLaunch.complete(frames, owner)));
        } catch (Unresumable e) {
          unfit.add(thread);
          blockers.add(blocker(thread, e));
        }
      }
      if (unfit.isEmpty()) {
        return standing;
      }
      long now = System.nanoTime();
      if (now - deadlineNanos > 0) {
        throw new CheckpointRefused(blockers);
      }
      if (now - letGoAt > 0) {
        letGo();
        letGoAt = System.nanoTime() + HOLD_NANOS;
      } else {
        unfit.forEach(world::runOn);
      }
    }
  }

  private void letGo() {
    world.release();
    try {
      Thread.sleep(LET_GO_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      world.hold();
    }
  }

  private static Blocker blocker(StoppedThread thread, Unresumable e) {
    String place = "thread \"" + thread.slot.thread.getName() + "\", " + e.frame();
    return new Blocker(e.reason(), place, REMEDY);
  }
}
