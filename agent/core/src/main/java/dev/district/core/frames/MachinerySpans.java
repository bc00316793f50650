package dev.district.core.frames;

import dev.district.jdk.LiveFrame;
import dev.district.jdk.MainMethods;
import java.util.List;

/**
 * Runs of frames that an earlier restart has put between a rebuilt frame and an adapter: the VM's
 * way into an initialiser that goes on, and the method handles by which an adapter calls.
 */
final class MachinerySpans {
  private static final String INITIALISERS = "dev.district.boot.Initialisers";
  private static final String INVOKE = "java.lang.invoke.";

  private MachinerySpans() {}

  /** Index of the adapter that ends the run beginning at the index; the same index if none does. */
  static int end(List<LiveFrame> live, int from) {
    if (live.get(from).declaringClass().getName().equals(INITIALISERS)) {
      for (int i = from; i < live.size(); i++) {
        if (live.get(i).declaringClass() == Adapters.Initialisation.class) {
          return i;
        }
      }
      return from;
    }
    int i = from;
    while (i < live.size() && isOnTheWay(live.get(i).declaringClass())) {
      i++;
    }
    return i > from && i < live.size() && calls(live.get(i).declaringClass()) ? i : from;
  }

  private static boolean isOnTheWay(Class<?> type) {
    return type == NativeCall.class
        || type == MainMethods.class
        || type.getClassLoader() == null && type.getName().startsWith(INVOKE);
  }

  private static boolean calls(Class<?> type) {
    return type == Adapters.Again.class || type == Adapters.Launch.class;
  }
}
