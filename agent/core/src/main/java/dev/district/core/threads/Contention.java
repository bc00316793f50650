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
   * otherwise. Where the thread stands and what it wants is read at one instant: it may have got
   * the monitor meanwhile, have stopped, and be waiting for it anew.
   */
  boolean canGive(Thread blocked) {
    if (ThreadState.isVirtual(blocked)) {
      Object wanted = VirtualThreads.blockedOn(blocked);
      StackTraceElement[] trace = blocked.getStackTrace();
      boolean still = wanted != null && VirtualThreads.blockedOn(blocked) == wanted;
      return !still || canGive(trace, System.identityHashCode(wanted));
    }
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(blocked.getId(), 1);
    LockInfo wanted = info == null ? null : info.getLockInfo();
    return info == null
        || wanted == null
        || info.getThreadState() != Thread.State.BLOCKED
        || canGive(info.getStackTrace(), wanted.getIdentityHashCode());
  }

  private boolean canGive(StackTraceElement[] trace, int wanted) {
    if (trace.length == 0 || isWoven(trace[0]) || isReentry(trace[0])) {
      return true;
    }
    hashes.add(wanted);
    return false;
  }

  private static boolean isWoven(StackTraceElement frame) {
    return "app".equals(frame.getClassLoaderName()) || frame.getModuleName() == null;
  }

  /** Woken out of a wait by the agent and now entering the monitor again. */
  private static boolean isReentry(StackTraceElement frame) {
    return frame.getClassName().equals("java.lang.Object");
  }

  /** Whether the stopped thread, whose monitors are known, owns such a monitor. */
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
