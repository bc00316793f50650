package dev.district.core.capture;

import dev.district.core.threads.ApplicationThreads;
import dev.district.jdk.ReferenceQueues;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * While it is open, the reference handler takes nothing over; see {@link Round#take}. The steps of
 * a checkpoint of several members come one by one, and a monitor can't be kept between them: a
 * thread has it that does nothing else but what needs it.
 */
final class QuietReferences implements AutoCloseable {
  private final CountDownLatch quiet = new CountDownLatch(1);
  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private boolean over;

  private QuietReferences() {}

  /** Returns when the handler has enqueued what it had taken over. */
  static QuietReferences begin() {
    QuietReferences references = new QuietReferences();
    Thread thread =
        new Thread(
            ApplicationThreads.baseGroup(), references::keep, "district-references", 0, false);
    thread.setDaemon(true);
    thread.start();
    try {
      references.quiet.await();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return references;
  }

  private void keep() {
    synchronized (ReferenceQueues.handling()) {
      ReferenceQueues.awaitHandler();
      quiet.countDown();
      try {
        while (!over) {
          work.take().run();
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** Does something with the monitor. */
  <T> T call(Callable<T> what) throws ExecutionException {
    FutureTask<T> task = new FutureTask<>(what);
    work.add(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    return new IllegalStateException("interrupted while waiting for the reference handler", cause);
  }

  @Override
  public void close() {
    work.add(() -> over = true);
  }
}
