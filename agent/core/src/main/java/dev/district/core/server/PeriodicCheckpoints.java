package dev.district.core.server;

import dev.district.control.Reply;
import dev.district.core.diag.Diagnostics;
import dev.district.core.threads.ApplicationThreads;
import java.time.Duration;

/** Takes a checkpoint at every interval, counted from the end of the one before. */
public final class PeriodicCheckpoints implements Runnable {
  private final Commands commands;
  private final Duration interval;
  private String complaint = "";

  private PeriodicCheckpoints(Commands commands, Duration interval) {
    this.commands = commands;
    this.interval = interval;
  }

  public static void start(Commands commands, Duration interval) {
    Thread thread =
        new Thread(
            ApplicationThreads.baseGroup(),
            new PeriodicCheckpoints(commands, interval),
            "district-every",
            0,
            false);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      for (; ; ) {
        Thread.sleep(interval.toMillis());
        Reply reply = commands.checkpoint(false, false, "every");
        if (!reply.isOk() && !reply.message().equals(complaint)) {
          complaint = reply.message();
          Diagnostics.warn(complaint, null);
        }
      }
    } catch (InterruptedException e) {
      Diagnostics.note("periodic checkpoints end", e);
    }
  }
}
