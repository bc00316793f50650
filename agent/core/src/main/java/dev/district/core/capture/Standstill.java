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
 * stopped in a frame that can't be (a class being initialised or loaded, a call site being linked)
 * is let run on to its next poll.
 */
final class Standstill {
  private static final String REMEDY =
      "try again later, or give it more time with stop-timeout: the frame must be left first";

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
    for (; ; ) {
      List<StoppedThread> threads = world.awaitAll(deadlineNanos);
      materialiser.materialise();
      world.walkAll();
      List<Standing> standing = new ArrayList<>();
      List<StoppedThread> unfit = new ArrayList<>();
      List<Blocker> blockers = new ArrayList<>();
      for (StoppedThread thread : threads) {
        try {
          standing.add(new Standing(thread, mapper.map(thread.frames())));
        } catch (Unresumable e) {
          unfit.add(thread);
          blockers.add(blocker(thread, e));
        }
      }
      if (unfit.isEmpty()) {
        return standing;
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new CheckpointRefused(blockers);
      }
      unfit.forEach(world::runOn);
    }
  }

  /** A thread of the agent's own that was asked to stand still, as far as its frames allow it. */
  Standing rehearse(StoppedThread thread) {
    try {
      return new Standing(thread, mapper.map(thread.frames()));
    } catch (Unresumable e) {
      return new Standing(thread, List.of());
    }
  }

  private static Blocker blocker(StoppedThread thread, Unresumable e) {
    String place = "thread \"" + thread.slot.thread.getName() + "\", " + e.frame();
    return new Blocker(e.reason(), place, REMEDY);
  }
}
