package dev.district.core.capture;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.types.LinkedSites;
import dev.district.jdk.LoadedClasses;
import dev.district.jdk.LoadedLibraries;
import dev.district.jdk.Raw;
import dev.district.jdk.ThreadState;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * State that consists of no object of the program (settings of the platform, native libraries) and
 * that is not carried: where there is some, a checkpoint is refused rather than restored without
 * it.
 */
final class UncarriedState {
  private static final String PREFERENCES = "java.util.prefs.FileSystemPreferences";

  /** What the JDK calls the thread of a watch service, and whose code that thread runs. */
  private static final String WATCHER = "FileSystemWatchService";

  private static final String WATCHES = "sun.nio.fs.LinuxWatchService$Poller";

  private UncarriedState() {}

  static void refuseAny(Instrumentation instrumentation) throws CheckpointRefused {
    List<Blocker> blockers = new ArrayList<>();
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    for (Class<?> type : LoadedClasses.all(instrumentation)) {
      if (type.getClassLoader() != null) {
        loaders.add(type.getClassLoader());
      }
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
    loaders.remove(ClassLoader.getPlatformClassLoader());
    loaders.remove(UncarriedState.class.getClassLoader());
    for (ClassLoader loader : loaders) {
      for (String library : LoadedLibraries.of(loader)) {
        blockers.add(
            new Blocker(
                "native library " + library + " is loaded, whose memory nobody but it knows",
                "class loader " + loader.getClass().getName(),
                "run the program without it; many libraries have a switch for pure Java"));
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
    if (!LinkedSites.INSTANCE.areWatched()) {
      blockers.add(
          new Blocker("call sites are linked unseen", "this JVM", "use another build of it"));
    }
    if (isWatching()) {
      blockers.add(
          new Blocker(
              "a watch service",
              "thread \"" + WATCHER + "\"",
              "close it before the checkpoint and open another after it, or poll the directory"));
    }
    if (!blockers.isEmpty()) {
      throw new CheckpointRefused(blockers);
    }
  }

  private static boolean isWatching() {
    Thread thread = ThreadState.find(WATCHER);
    if (thread != null) {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getClassName().equals(WATCHES)) {
          return true;
        }
      }
    }
    return false;
  }
}
