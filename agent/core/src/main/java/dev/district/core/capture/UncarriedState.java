package dev.district.core.capture;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.jdk.Raw;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * State of the application that hangs on the platform and is not carried: where there is some, a
 * checkpoint is refused rather than restored without it. Asked before the world is stopped, because
 * the answers take locks of the platform.
 */
final class UncarriedState {
  private static final Set<String> PLATFORM_DOMAINS =
      Set.of(
          "JMImplementation",
          "java.lang",
          "java.nio",
          "java.util.logging",
          "com.sun.management",
          "jdk.management.jfr");
  private static final List<String> PLATFORM_LOGGERS =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private final Instrumentation instrumentation;
  private final List<Blocker> blockers = new ArrayList<>();

  private UncarriedState(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  static void refuseAny(Instrumentation instrumentation) throws CheckpointRefused {
    UncarriedState state = new UncarriedState(instrumentation);
    state.look();
    if (!state.blockers.isEmpty()) {
      throw new CheckpointRefused(state.blockers);
    }
  }

  private void look() {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = type.getClassLoader();
      if (loader != null && loader != ClassLoader.getPlatformClassLoader()
          || !Raw.isInitialized(type)) {
        continue;
      }
      switch (type.getName()) {
        case "java.util.logging.LogManager" -> loggers(type);
        case "java.lang.management.ManagementFactory" -> beans(type);
        case "java.security.Security" -> providers();
        case "java.sql.DriverManager" -> drivers(type);
        default -> {}
      }
    }
    if (Raw.getStatic(URL.class, "factory") != null) {
      refuse("a URL stream handler factory is set", "java.net.URL");
    }
  }

  private void loggers(Class<?> type) {
    Object manager = Raw.getStatic(type, "manager");
    Object context = manager == null ? null : Raw.get(manager, type, "userContext");
    Object named = context == null ? null : Raw.get(context, context.getClass(), "namedLoggers");
    if (named instanceof Map<?, ?> loggers) {
      for (Object name : List.copyOf(loggers.keySet())) {
        if (!isPlatformLogger(name.toString())) {
          refuse("logger \"" + name + "\" of java.util.logging is in use", type.getName());
        }
      }
    }
  }

  private static boolean isPlatformLogger(String name) {
    return name.isEmpty()
        || name.equals("global")
        || PLATFORM_LOGGERS.stream().anyMatch(name::startsWith);
  }

  private void beans(Class<?> type) {
    if (Raw.getStatic(type, "platformMBeanServer") == null) {
      return;
    }
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      if (!PLATFORM_DOMAINS.contains(name.getDomain())) {
        refuse("MBean " + name + " is registered", type.getName());
      }
    }
  }

  private void providers() {
    for (Provider provider : Security.getProviders()) {
      if (isApplications(provider)) {
        refuse("security provider " + provider.getName() + " was added", "java.security.Security");
      }
    }
  }

  private void drivers(Class<?> type) {
    if (Raw.getStatic(type, "registeredDrivers") instanceof Iterable<?> registered) {
      for (Object info : registered) {
        Object driver = Raw.get(info, info.getClass(), "driver");
        if (driver != null && isApplications(driver)) {
          refuse("JDBC driver " + driver.getClass().getName() + " is registered", type.getName());
        }
      }
    }
  }

  private static boolean isApplications(Object o) {
    ClassLoader loader = o.getClass().getClassLoader();
    return loader != null && loader != ClassLoader.getPlatformClassLoader();
  }

  private void refuse(String cause, String place) {
    blockers.add(new Blocker(cause, place, "it can't be carried yet; run without it"));
  }
}
