package dev.district.jdk;

import java.lang.ref.Cleaner;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run the cleaning actions of a {@link java.lang.ref.Cleaner} the application has
 * made. The JDK puts them into its own group, but what they run is the application's code.
 */
public final class CleanerThreads {
  private static final Class<?> INNOCUOUS = Lookups.bootClass("jdk.internal.misc.InnocuousThread");
  private static final Class<?> IMPLEMENTATION = Lookups.bootClass("jdk.internal.ref.CleanerImpl");
  private static final @Nullable Field TARGET = Raw.fieldOrNull(Thread.class, "target");

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
    Object target = target(thread);
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

  /** In {@code Thread} itself on 17, in its {@code FieldHolder} later. */
  private static @Nullable Object target(Thread thread) {
    if (TARGET != null) {
      return Raw.getReference(thread, Raw.offset(TARGET));
    }
    Object holder = Raw.get(thread, Thread.class, "holder");
    return holder == null ? null : Raw.get(holder, holder.getClass(), "task");
  }
}
