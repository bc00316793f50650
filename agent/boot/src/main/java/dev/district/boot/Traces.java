package dev.district.boot;

/** In a restored JVM: gives stack traces of resumed frames the look of the original ones. */
public final class Traces {
  /** The agent's side. */
  public interface Rewriter {
    StackTraceElement[] rewrite(StackTraceElement[] trace);
  }

  private static volatile Rewriter rewriter;

  private Traces() {}

  public static void install(Rewriter newRewriter) {
    rewriter = newRewriter;
  }

  /** At every return of {@code StackTraceElement.of}. */
  public static StackTraceElement[] rewrite(StackTraceElement[] trace) {
    Rewriter current = rewriter;
    return current == null || trace == null ? trace : current.rewrite(trace);
  }
}
