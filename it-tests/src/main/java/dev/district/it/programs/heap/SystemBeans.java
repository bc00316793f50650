package dev.district.it.programs.heap;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.district.it.programs.Pace;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;

/** Beans of the platform that a program keeps: some need a native library of the JDK's. */
public final class SystemBeans {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
  private static final RuntimeMXBean RUNTIME = ManagementFactory.getRuntimeMXBean();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SystemBeans() {}

  public static void main(String[] args) {
    int answers = 0;
    for (int step = 1; step <= Pace.steps(args); step++) {
      Pace.beat();
      answers += SYSTEM.getTotalMemorySize() > 0 ? 1 : 0;
      answers += ((UnixOperatingSystemMXBean) SYSTEM).getOpenFileDescriptorCount() > 0 ? 1 : 0;
      answers += MEMORY.getHeapMemoryUsage().getUsed() > 0 ? 1 : 0;
      answers += RUNTIME.getUptime() > 0 ? 1 : 0;
      answers += THREADS.getThreadCount() > 0 ? 1 : 0;
      System.out.println(step + ": " + answers + " answers");
    }
    System.out.println("done: " + answers);
  }
}
