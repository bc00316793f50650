package dev.district.launcher.report;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on stderr that something is going on, when it takes longer than two seconds and stderr is a
 * terminal. Whether it is one, the start script finds out ({@code test -t 2}): {@code
 * System.console()} also asks for stdin and stdout.
 */
public final class Progress {
  private static final String TERMINAL_PROPERTY = "district.launcher.terminal";
  private static final int PATIENCE_MS = 2000;
  private static final int UPDATE_MS = 250;
  private static final int WIDTH = 78;

  private Progress() {}

  /** Does the work and shows its progress. */
  public static <T> T during(String task, Callable<T> work) throws Exception {
    if (!Boolean.getBoolean(TERMINAL_PROPERTY)) {
      return work.call();
    }
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    Bar bar = new Bar(task);
    Future<?> opening = clock.schedule(bar::open, PATIENCE_MS, TimeUnit.MILLISECONDS);
    try {
      return work.call();
    } finally {
      opening.cancel(false);
      clock.shutdown();
      bar.close();
    }
  }

  /** A bar that can be closed before it was opened. */
  private static final class Bar {
    private final String task;
    private @Nullable ProgressBar shown;
    private boolean closed;

    Bar(String task) {
      this.task = task;
    }

    synchronized void open() {
      if (!closed) {
        shown =
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MS)
                .hideEta()
                .clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build();
      }
    }

    synchronized void close() {
      closed = true;
      if (shown != null) {
        shown.close();
      }
    }
  }
}
