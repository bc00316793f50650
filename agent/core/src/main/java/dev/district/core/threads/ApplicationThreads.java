package dev.district.core.threads;

import dev.district.boot.PollerParking;
import dev.district.jdk.CleanerThreads;
import dev.district.jdk.PlatformThreads;
import dev.district.jdk.ServiceThreads;
import dev.district.jdk.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's threads from the base's. The base's own (reference handler, compilers,
 * the agent) live in the group {@code system} and in the JDK's innocuous group; everything else is
 * the application's, and so are the threads of cleaners it has made, and those that serve its
 * remote objects and asynchronous channels.
 */
public final class ApplicationThreads {
  /** Children of the group {@code system}: the JDK's helpers, and what runs virtual threads. */
  private static final Set<String> BASE = Set.of("InnocuousThreadGroup", "CarrierThreads");

  private ApplicationThreads() {}

  /**
   * All live application threads, those included that are just ending and belong to no group any
   * more.
   */
  public static List<Thread> list() {
    List<Thread> threads = new ArrayList<>();
    for (Thread thread : PlatformThreads.all()) {
      boolean ending = thread.getThreadGroup() == null;
      if (ending || isApplication(thread) && !isDestroyer(thread)) {
        threads.add(thread);
      }
    }
    threads.addAll(virtual());
    return threads;
  }

  /**
   * All live virtual threads but those in which the JDK polls for the others; one of these that has
   * only just started counts as the application's until it gets there.
   */
  public static List<Thread> virtual() {
    List<Thread> threads = VirtualThreads.all();
    threads.removeIf(PollerParking::isServer);
    return threads;
  }

  public static boolean isApplication(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null
        && (!isBase(group) || CleanerThreads.isApplications(thread) || ServiceThreads.isOne(thread))
        && !PollerParking.isServer(thread);
  }

  private static boolean isBase(ThreadGroup group) {
    ThreadGroup parent = group.getParent();
    return parent == null || parent.getParent() == null && BASE.contains(group.getName());
  }

  /**
   * The thread that waits in native code, after {@code main} has returned, for the others to end.
   */
  private static boolean isDestroyer(Thread thread) {
    return "DestroyJavaVM".equals(thread.getName()) && thread.getStackTrace().length == 0;
  }

  /** The group that the agent's own threads belong to. */
  public static ThreadGroup baseGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    for (@Nullable ThreadGroup parent = group.getParent();
        parent != null;
        parent = parent.getParent()) {
      group = parent;
    }
    return group;
  }
}
