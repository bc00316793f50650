package dev.district.core.capture;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.jdk.Raw;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
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
        case "java.lang.management.ManagementFactory" -> beans(type);
        default -> {}
      }
    }
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

  private void refuse(String cause, String place) {
    blockers.add(new Blocker(cause, place, "it can't be carried yet; run without it"));
  }
}
