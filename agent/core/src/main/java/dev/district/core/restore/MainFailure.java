package dev.district.core.restore;

import dev.district.boot.Resumption;

/**
 * Lets the main thread of a restored JVM end as the captured one had ended before the checkpoint:
 * by an exception, which was reported then, and which makes 1 the exit code.
 */
final class MainFailure implements Resumption.Stack {
  @Override
  public void resume() throws Ended {
    Thread.currentThread().setUncaughtExceptionHandler((thread, ended) -> {});
    throw new Ended();
  }

  /** Stands for the exception that ended {@code main}. */
  private static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("main had ended by an exception", null, false, false);
    }
  }
}
