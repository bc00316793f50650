package dev.district.jdk;

import java.lang.ref.Cleaner;
import java.util.List;

/**
 * Threads that run the cleaning actions of a {@link java.lang.ref.Cleaner} the application has
 * made. The JDK puts them into its own group, but what they run is the application's code.
 */
public final class CleanerThreads {
  private static final Class<?> INNOCUOUS = Lookups.bootClass("jdk.internal.misc.InnocuousThread");
  private static final Class<?> IMPLEMENTATION = Lookups.bootClass("jdk.internal.ref.CleanerImpl");

  /** Cleaners of the foreign-function API of 17, which the agent itself calls into being. */
  private static final List<String> PLATFORM_HOLDERS =
      List.of(
          "jdk.internal.foreign.abi.x64.sysv.SysVVaList",
          "jdk.internal.foreign.abi.aarch64.linux.LinuxAArch64VaList");

  private CleanerThreads() {}

  /** Whether the thread serves a cleaner other than the platform's own. */
  public static boolean isApplications(Thread thread) {
    if (!INNOCUOUS.isInstance(thread)) {
      return false;
    }
    Object target = ThreadState.task(thread);
    return target != null
        && IMPLEMENTATION.isInstance(target)
        && target != Cleanables.IMPLEMENTATION
        && !isPlatforms(target);
  }

  private static boolean isPlatforms(Object implementation) {
    for (String name : PLATFORM_HOLDERS) {
      try {
        Class<?> holder = Class.forName(name, false, null);
        Object cleaner = Raw.isInitialized(holder) ? Raw.getStatic(holder, "cleaner") : null;
        if (cleaner != null && Raw.get(cleaner, Cleaner.class, "impl") == implementation) {
          return true;
        }
      } catch (ClassNotFoundException e) {
        continue;
      }
    }
    return false;
  }
}
