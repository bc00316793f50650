package dev.district.core.threads;

import dev.district.jdk.LiveFrame;
import java.util.List;

/** Takes the agent's own frames off both ends of a walked stack. */
final class StackBounds {
  private static final String RESUMPTION = "dev.district.boot.Resumption";

  private StackBounds() {}

  /** The frames from the caller of the poll or hook down to the thread's outermost frame. */
  static List<LiveFrame> strip(List<LiveFrame> frames) {
    int from = 0;
    while (from < frames.size() && isMachinery(name(frames, from))) {
      from++;
    }
    int to = from;
    while (to < frames.size() && !name(frames, to).equals(RESUMPTION) && !isBase(frames.get(to))) {
      to++;
    }
    if (to < frames.size()) {
      while (to > from && isRunner(name(frames, to - 1))) {
        to--;
      }
    }
    return frames.subList(from, to);
  }

  /** What a virtual thread runs its task in; on top of its continuation. */
  private static boolean isBase(LiveFrame frame) {
    return frame.method().equals("run")
        && frame.declaringClass().getName().equals("java.lang.VirtualThread");
  }

  private static String name(List<LiveFrame> frames, int index) {
    return frames.get(index).declaringClass().getName();
  }

  private static boolean isMachinery(String name) {
    return name.startsWith("dev.district.boot.")
        || name.startsWith("dev.district.core.")
        || name.startsWith("dev.district.jdk.")
        || name.startsWith("java.lang.invoke.")
        || name.startsWith("java.lang.StackStreamFactory")
        || name.startsWith("java.lang.StackWalker");
  }

  private static boolean isRunner(String name) {
    return name.startsWith("dev.district.core.restore.")
        || name.startsWith("dev.district.core.frames.Link")
        || name.startsWith("java.lang.invoke.");
  }
}
