package dev.district.jdk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Classes whose initialiser has failed (JVMS 5.5, step 5): what the VM says about the failure
 * whenever the class is used, and how it is made to say the same again.
 *
 * <p>HotSpot keeps, per class, an {@code ExceptionInInitializerError} with the text {@code
 * Exception CLASS: MESSAGE [in thread "NAME"]} and the stack trace, and throws {@code
 * NoClassDefFoundError} with that cause (JDK-8048190).
 */
public final class FailedInitializers {
  private static final Pattern TEXT =
      Pattern.compile("Exception ([^\\s:]+)(?:: (.*))? \\[in thread \"(.*)\"\\]", Pattern.DOTALL);
  private static final int PARTS = 4;
  private static final int TRACE_PARTS = 4;

  private FailedInitializers() {}

  /**
   * Exception class, whether it has a message, message, thread name; then class, method, file and
   * line of each element of the trace. Runs no code of the class.
   */
  public static String[] describe(Class<?> failed) {
    Throwable cause = null;
    try {
      Raw.ensureInitialized(failed);
    } catch (NoClassDefFoundError e) {
      cause = e.getCause();
    }
    String said = cause == null ? null : cause.getMessage();
    Matcher text = TEXT.matcher(said == null ? "" : said);
    if (cause == null || !text.matches()) {
      return new String[] {"java.lang.Error", "", "", "main"};
    }
    StackTraceElement[] trace = cause.getStackTrace();
    String[] parts = new String[PARTS + TRACE_PARTS * trace.length];
    String message = text.group(2);
    parts[0] = text.group(1);
    parts[1] = message == null ? "" : "message";
    parts[2] = message == null ? "" : message;
    parts[3] = text.group(3);
    for (int i = 0; i < trace.length; i++) {
      String file = trace[i].getFileName();
      int at = PARTS + TRACE_PARTS * i;
      parts[at] = trace[i].getClassName();
      parts[at + 1] = trace[i].getMethodName();
      parts[at + 2] = file == null ? "" : file;
      parts[at + 3] = Integer.toString(trace[i].getLineNumber());
    }
    return parts;
  }

  /** Something to be thrown by the initialiser; none of its constructors runs. */
  public static Throwable failure(String[] parts, Class<?> type) {
    Throwable failure = (Throwable) Raw.allocateInstance(type);
    if (!parts[1].isEmpty()) {
      Raw.set(failure, Throwable.class, "detailMessage", parts[2]);
    }
    StackTraceElement[] trace = new StackTraceElement[(parts.length - PARTS) / TRACE_PARTS];
    for (int i = 0; i < trace.length; i++) {
      int at = PARTS + TRACE_PARTS * i;
      @Nullable String file = parts[at + 2].isEmpty() ? null : parts[at + 2];
      int line = Integer.parseInt(parts[at + 3]);
      trace[i] = new StackTraceElement(parts[at], parts[at + 1], file, line);
    }
    Raw.set(failure, Throwable.class, "stackTrace", trace);
    return failure;
  }

  /** Begins the initialisation in a thread that has, meanwhile, the name that the VM will note. */
  public static void fail(Class<?> type, String[] parts) {
    Thread thread = Thread.currentThread();
    Object name = Raw.get(thread, Thread.class, "name");
    Raw.set(thread, Thread.class, "name", parts[3]);
    try {
      Raw.ensureInitialized(type);
      throw new IllegalStateException(type.getName() + " was to fail and has not");
    } catch (LinkageError expected) {
      return;
    } catch (Error expected) {
      return;
    } finally {
      Raw.set(thread, Thread.class, "name", name);
    }
  }
}
