package dev.district.jdk;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * What the optimizing compiler has compiled and is compiling, as the VM's own diagnostic commands
 * say it. {@code Compiler.codelist} has a line per method with number, level, state and {@code
 * class.method(descriptor)}; {@code Compiler.queue} begins with a line per compiler thread at work:
 * its name and the number of the compilation.
 */
public final class CompiledCode {
  private static final String OPTIMIZED = "4";

  private CompiledCode() {}

  /** Names of the classes that have methods compiled at the highest level. */
  public static Set<String> optimizedClasses() {
    Set<String> names = new HashSet<>();
    for (StringTokenizer lines = lines("Compiler.codelist"); lines.hasMoreTokens(); ) {
      StringTokenizer words = new StringTokenizer(lines.nextToken());
      if (words.countTokens() >= 4 && OPTIMIZED.equals(second(words))) {
        words.nextToken();
        String method = words.nextToken();
        int parameters = method.indexOf('(');
        int dot = method.lastIndexOf('.', parameters < 0 ? method.length() : parameters);
        if (dot < 0) {
          throw new IllegalStateException("unknown form of code list: " + method);
        }
        names.add(method.substring(0, dot));
      }
    }
    return names;
  }

  /** Numbers of the compilations that are going on. */
  public static Set<String> compiling() {
    Set<String> numbers = new HashSet<>();
    for (StringTokenizer lines = lines("Compiler.queue"); lines.hasMoreTokens(); ) {
      String line = lines.nextToken();
      if (line.endsWith("queue:")) {
        break;
      }
      StringTokenizer words = new StringTokenizer(line);
      if (words.countTokens() > 2 && words.nextToken().equals("C2")) {
        numbers.add(second(words));
      }
    }
    return numbers;
  }

  private static String second(StringTokenizer words) {
    words.nextToken();
    return words.nextToken();
  }

  /** No regular expressions here: what they run would be compiled for it, lambdas among it. */
  private static StringTokenizer lines(String command) {
    return new StringTokenizer(command(command), "\n");
  }

  private static String command(String command) {
    Raw.ensureInitialized(
        Lookups.bootClass("com.sun.management.internal.PlatformMBeanProviderImpl"));
    Class<?> type = Lookups.bootClass("com.sun.management.internal.DiagnosticCommandImpl");
    MethodHandle execute =
        Lookups.findVirtual(
                type, "executeDiagnosticCommand", methodType(String.class, String.class))
            .asType(methodType(String.class, Object.class, String.class));
    try {
      return (String) execute.invokeExact(Raw.allocateInstance(type), command);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
