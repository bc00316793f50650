package dev.district.core.server;

import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.control.Reply;
import dev.district.control.round.DistrictCheckpoint;
import dev.district.core.diag.Diagnostics;
import dev.district.core.threads.ApplicationThreads;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Incarnation;
import dev.district.image.store.StoreException;
import java.io.IOException;
import java.time.Duration;

/**
 * Takes a checkpoint at every interval, counted from the end of the one before; of the whole
 * district, when it has several members. Whichever of them finds that the time has come does it:
 * when one dies, the others go on.
 */
public final class PeriodicCheckpoints implements Runnable {
  private static final String CAUSE = "every";
  private static final Duration STEP = Duration.ofMinutes(10);

  private final Commands commands;
  private final DistrictStore store;
  private final Duration interval;
  private final DistrictCheckpoint ofAll;
  private String complaint = "";

  private PeriodicCheckpoints(
      Commands commands, Incarnation incarnation, Duration interval, Fault fault) {
    this.commands = commands;
    this.store = incarnation.store();
    this.interval = interval;
    this.ofAll =
        new DistrictCheckpoint(store, incarnation::coordinate, PeriodicCheckpoints::thread, fault);
  }

  public static void start(
      Commands commands, Incarnation incarnation, Duration interval, Fault fault) {
    Thread thread = thread(new PeriodicCheckpoints(commands, incarnation, interval, fault));
    thread.setName("district-every");
    thread.start();
  }

  private static Thread thread(Runnable work) {
    Thread thread =
        new Thread(ApplicationThreads.baseGroup(), work, "district-coordinator", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void run() {
    try {
      long pause = interval.toMillis();
      for (; ; ) {
        Thread.sleep(pause);
        pause = checkpoint();
      }
    } catch (InterruptedException e) {
      Diagnostics.note("periodic checkpoints end", e);
    }
  }

  /** Returns for how long to wait before the next. */
  private long checkpoint() {
    if (commands.isEnding()) {
      return interval.toMillis();
    }
    Reply reply = commands.checkpoint(false, false, CAUSE);
    if (reply.values().containsKey(Reply.SEVERAL)) {
      try {
        long young = interval.toMillis() - ageMillis();
        if (young > 0) {
          return young;
        }
        reply = ofAll.take(false, false, CAUSE, STEP);
      } catch (StoreException e) {
        reply = commands.refused(e);
      } catch (IOException e) {
        reply = Reply.failed(ExitCode.BUSY, String.valueOf(e.getMessage()));
      }
    }
    if (!reply.isOk() && !commands.isEnding() && !reply.message().equals(complaint)) {
      complaint = reply.message();
      Diagnostics.warn(complaint, null);
    }
    return interval.toMillis();
  }

  /** Age of the newest checkpoint, whoever took it. */
  private long ageMillis() throws IOException {
    Checkpoint latest = store.latest();
    return latest == null
        ? Long.MAX_VALUE / 2
        : Math.max(0, System.currentTimeMillis() - latest.manifest().createdAtMillis());
  }
}
