package dev.district.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which classes of the JDK block, read the clock or are threads with a run method, by release: a
 * list made by scanning the run-time image ({@code platform-calls-NN.txt}, checked against the
 * running JDK by a test), so that start-up scans nothing.
 */
final class PlatformCalls {
  /** Called by the hooks themselves, or only by the JDK's own threads. */
  private static final Set<String> LEFT_ALONE =
      Set.of(
          "java/lang/Object",
          "java/lang/VirtualThread",
          "java/lang/ThreadBuilders$BoundVirtualThread",
          "java/lang/ref/Reference",
          "java/lang/ref/Reference$ReferenceHandler",
          "java/lang/ref/Finalizer$FinalizerThread",
          "jdk/internal/misc/VM",
          "sun/misc/Unsafe");

  private final Map<String, String> kinds = new HashMap<>();

  private PlatformCalls() {}

  /** The list for a feature release; fails when there is none. */
  static PlatformCalls forRelease(int feature) throws IOException {
    String resource = "platform-calls-" + feature + ".txt";
    try (InputStream in = PlatformCalls.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("JDK " + feature + " is not supported; use 17 or 25");
      }
      PlatformCalls calls = new PlatformCalls();
      String lines = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      int end;
      for (int start = 0; start < lines.length(); start = end + 1) {
        int space = lines.indexOf(' ', start);
        end = lines.indexOf('\n', space);
        calls.kinds.put(lines.substring(space + 1, end), lines.substring(start, space));
      }
      for (String left : LEFT_ALONE) {
        calls.kinds.remove(left);
      }
      return calls;
    }
  }

  boolean block(String internalName) {
    String kind = kinds.get(internalName);
    return kind != null && kind.indexOf('b') >= 0;
  }

  /** Whether it is a thread class with a {@code run()} of its own. */
  boolean runsThread(String internalName) {
    String kind = kinds.get(internalName);
    return kind != null && kind.indexOf('r') >= 0;
  }

  boolean readClock(String internalName) {
    String kind = kinds.get(internalName);
    return kind != null && kind.indexOf('n') >= 0;
  }
}
