package dev.district.core.threads;

import dev.district.jdk.LiveFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stopped threads that are inside a static initialiser. A thread that waits for one waits inside
 * the VM and comes to no poll before the initialiser has ended, so its owner must go on.
 */
final class InitialiserOwners {
  private InitialiserOwners() {}

  /** Those among the threads, which must have walked their stacks. */
  static List<StoppedThread> among(Collection<StoppedThread> stopped) {
    List<StoppedThread> owners = new ArrayList<>();
    for (StoppedThread thread : stopped) {
      for (LiveFrame frame : thread.frames()) {
        if (isInitialiser(frame)) {
          owners.add(thread);
          break;
        }
      }
    }
    return owners;
  }

  private static boolean isInitialiser(LiveFrame frame) {
    return frame.method().equals("<clinit>")
        || frame.declaringClass().getName().equals("dev.district.boot.Initialisers");
  }

  /** For messages: who may be waited for. */
  static String describe(Collection<StoppedThread> owners) {
    StringBuilder text = new StringBuilder();
    for (StoppedThread owner : owners) {
      for (LiveFrame frame : owner.frames()) {
        if (frame.method().equals("<clinit>")) {
          text.append("\n    perhaps waiting for the initialiser of ")
              .append(frame.declaringClass().getName())
              .append(", which thread \"")
              .append(owner.slot.thread.getName())
              .append("\" runs");
        }
      }
    }
    return text.toString();
  }
}
