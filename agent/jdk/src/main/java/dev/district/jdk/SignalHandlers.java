package dev.district.jdk;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Handlers of signals: a table of the JDK's, and a disposition of the process for each, which
 * {@code jdk.internal.misc.Signal.handle} sets together.
 */
public final class SignalHandlers {
  private static final Class<?> SIGNAL = Lookups.bootClass("jdk.internal.misc.Signal");
  private static final String NATIVE = "jdk.internal.misc.Signal$NativeHandler";

  /** The native part: the VM's own handler, which calls the one in the table. */
  private static final long DISPATCH = 2;

  private static final long DEFAULT = 0;
  private static final long IGNORE = 1;

  private static final MethodHandle HANDLE =
      Lookups.findStatic(
          SIGNAL, "handle0", MethodType.methodType(long.class, int.class, long.class));

  private SignalHandlers() {}

  /** Whether the object stands for a function of native code, which only this process has. */
  public static boolean isNative(Object o) {
    return o.getClass().getName().equals(NATIVE)
        && Raw.getLong(o, Raw.offset(Raw.field(o.getClass(), "handler"))) > IGNORE;
  }

  /** The signals, by name, that the program has set to be ignored by the system. */
  public static List<String> ignored() throws IOException {
    List<String> names = new ArrayList<>();
    Map<?, ?> handled = table("handlers");
    for (Object signal : table("signals").values()) {
      if (!handled.containsKey(signal) && isIgnored(number(signal))) {
        names.add(String.valueOf(signal));
      }
    }
    return names;
  }

  /** {@code SigIgn} of {@code proc(5)}: a mask whose lowest bit is signal 1. */
  private static boolean isIgnored(int number) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        long mask = Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1).trim(), 16);
        return (mask >>> number - 1 & 1) != 0;
      }
    }
    return false;
  }

  /** Lets the process do what the tables, which have been restored, say. */
  public static void arm() {
    Map<?, ?> handled = table("handlers");
    for (Object signal : table("signals").values()) {
      long disposition = handled.containsKey(signal) ? DISPATCH : DEFAULT;
      try {
        long before = (long) HANDLE.invokeExact(number(signal), disposition);
        if (before == -1) {
          throw new IllegalStateException("this JVM uses signal " + signal + " itself");
        }
      } catch (Throwable t) {
        throw Sneaky.rethrow(t);
      }
    }
  }

  private static int number(Object signal) {
    return Raw.getInt(signal, Raw.offset(Raw.field(SIGNAL, "number")));
  }

  private static Map<?, ?> table(String field) {
    Object table = Raw.isInitialized(SIGNAL) ? Raw.getStatic(SIGNAL, field) : null;
    return table instanceof Map<?, ?> map ? map : Map.of();
  }
}
