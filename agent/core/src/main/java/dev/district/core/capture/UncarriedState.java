package dev.district.core.capture;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.jdk.Raw;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * State of the platform itself that a program has set up, that consists of no object of its own,
 * and that is not carried: where there is some, a checkpoint is refused rather than restored
 * without it.
 */
final class UncarriedState {
  private static final String PREFERENCES = "java.util.prefs.FileSystemPreferences";

  private UncarriedState() {}

  static void refuseAny(Instrumentation instrumentation) throws CheckpointRefused {
    List<Blocker> blockers = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().equals(PREFERENCES)
          && type.getClassLoader() == null
          && Raw.isInitialized(type)) {
        blockers.add(
            new Blocker(
                "preferences (java.util.prefs) are in use, which are files of the user shared with"
                    + " other programs",
                PREFERENCES,
                "keep the settings elsewhere"));
      }
    }
    Field security = Raw.fieldOrNull(System.class, "security");
    if (security != null && Raw.getStatic(System.class, "security") != null) {
      blockers.add(
          new Blocker(
              "a security manager is set",
              "static java.lang.System.security",
              "run the program without -Djava.security.manager and System.setSecurityManager"));
    }
    if (!blockers.isEmpty()) {
      throw new CheckpointRefused(blockers);
    }
  }
}
