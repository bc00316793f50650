package dev.district.premain;

/**
 * Loads the weaver on a second thread while the first one prepares the platform: a quarter of the
 * start is loading these classes. Nobody waits for the thread; what it has not loaded in time is
 * loaded by whoever needs it. A failure is none: it comes again where it matters.
 */
final class WarmUp implements Runnable {
  private static final String REHEARSAL = "dev.district.core.weave.Rehearsal";

  private final AgentLoader loader;

  private WarmUp(AgentLoader loader) {
    this.loader = loader;
  }

  /** The thread is in the topmost group, like all of the agent's, and inherits nothing. */
  static void begin(AgentLoader loader) {
    if (Runtime.getRuntime().availableProcessors() == 1) {
      return;
    }
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread thread = new Thread(group, new WarmUp(loader), "district-warm-up", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
  }

  @Override
  public void run() {
    try {
      Object rehearsal =
          Class.forName(REHEARSAL, true, loader).getDeclaredConstructor().newInstance();
      ((Runnable) rehearsal).run();
    } catch (Throwable ignored) {
      return;
    }
  }
}
