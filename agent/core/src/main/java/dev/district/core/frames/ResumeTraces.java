package dev.district.core.frames;

import dev.district.jdk.TraceElements;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes stack traces of a restored JVM look as if it had never been restarted. Meant for a JVM that
 * shows hidden frames, since resumed frames are hidden: what else is hidden is left out again here.
 */
public final class ResumeTraces {
  private static final String RESUMPTION = "dev.district.boot.Resumption";
  private static final String INITIALISERS = "dev.district.boot.Initialisers";
  private static final String INITIALISATION = Adapters.Initialisation.class.getName();
  private static final String AGENT = "dev.district.";
  private static final String REFLECTION = Adapters.Reflection.class.getName();
  private static final String REFLECT = "jdk.internal.reflect.";
  private static final String INVOKE = "java.lang.invoke.";

  private ResumeTraces() {}

  /**
   * The trace with original classes and methods, without machinery, ending above the entry of the
   * restart.
   */
  public static StackTraceElement[] rewrite(StackTraceElement[] trace) {
    List<StackTraceElement> result = new ArrayList<>(trace.length);
    boolean reflective = false;
    boolean initialising = false;
    for (StackTraceElement element : trace) {
      // The VM's way from the adapter into the initialiser.
      initialising |= element.getClassName().equals(INITIALISERS);
      if (initialising) {
        initialising = !element.getClassName().equals(INITIALISATION);
        continue;
      }
      if (element.getClassName().equals(RESUMPTION)) {
        break;
      }
      StackTraceElement shown = shown(element);
      if (shown != null) {
        if (reflective && shown.getClassName().startsWith(REFLECT)) {
          result.add(TraceElements.nativeBeside(shown, shown.getMethodName() + "0"));
        }
        result.add(shown);
        reflective = false;
      }
      reflective |= element.getClassName().equals(REFLECTION);
    }
    return result.toArray(StackTraceElement[]::new);
  }

  private static @Nullable StackTraceElement shown(StackTraceElement element) {
    String type = element.getClassName();
    int slash = type.indexOf('/');
    if (slash < 0) {
      return isMachinery(type) ? null : element;
    }
    String method = ResumedFrames.methodOf(type);
    if (method == null || !element.getMethodName().equals(Emit.APPLY)) {
      return null;
    }
    String original = type.substring(0, slash - ResumedFrames.SUFFIX.length());
    return TraceElements.renamed(element, original, method);
  }

  private static boolean isMachinery(String type) {
    if (type.startsWith(AGENT)) {
      return type.startsWith("core.", AGENT.length())
          || type.startsWith("boot.", AGENT.length())
          || type.startsWith("jdk.", AGENT.length());
    }
    return type.startsWith(INVOKE)
        && (type.endsWith("$Holder") || type.startsWith("LambdaForm", INVOKE.length()));
  }
}
