package dev.district.core.threads;

import dev.district.jdk.ThreadState;
import dev.district.jdk.VirtualThreads;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Monitors that must not be given away, because a thread blocked on one stands in unwoven code: it
 * would run the critical section instead of stopping at its entry. Their owners are let run on
 * until they have left the monitor.
 */
final class Contention {
  private final Set<Integer> hashes = ConcurrentHashMap.newKeySet();

  void clear() {
    hashes.clear();
  }

  boolean any() {
    return !hashes.isEmpty();
  }

  /**
   * Whether the monitor that the blocked thread wants may be given to it; notes the monitor
   * otherwise.
   */
  boolean canGive(Thread blocked) {
    StackTraceElement[] trace = blocked.getStackTrace();
    if (trace.length == 0 || isWoven(trace[0]) || isReentry(trace)) {
      return true;
    }
    if (ThreadState.isVirtual(blocked)) {
      Object wanted = VirtualThreads.blockedOn(blocked);
      if (wanted != null) {
        hashes.add(System.identityHashCode(wanted));
      }
      return false;
    }
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(blocked.getId());
    LockInfo wanted = info == null ? null : info.getLockInfo();
    if (wanted != null) {
      hashes.add(wanted.getIdentityHashCode());
    }
    return false;
  }

  private static boolean isWoven(StackTraceElement frame) {
    return "app".equals(frame.getClassLoaderName()) || frame.getModuleName() == null;
  }

  /** Woken out of a wait by the agent and now entering the monitor again. */
  private static boolean isReentry(StackTraceElement[] trace) {
    return trace[0].getClassName().equals("java.lang.Object");
  }

  /** Whether the stopped thread owns such a monitor. */
  boolean concerns(StoppedThread thread) {
    return givable(thread.owned()).size() < thread.owned().size();
  }

  List<Object> givable(List<Object> owned) {
    if (hashes.isEmpty()) {
      return owned;
    }
    List<Object> givable = new ArrayList<>();
    for (Object monitor : owned) {
      if (!hashes.contains(System.identityHashCode(monitor))) {
        givable.add(monitor);
      }
    }
    return givable;
  }
}
