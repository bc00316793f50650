package dev.district.jdk;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.HashSet;
import java.util.Set;

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
    for (String line : command("Compiler.codelist").split("\n")) {
      String[] words = line.trim().split("\\s+");
      if (words.length >= 4 && words[1].equals(OPTIMIZED)) {
        int parameters = words[3].indexOf('(');
        int dot = words[3].lastIndexOf('.', parameters < 0 ? words[3].length() : parameters);
        if (dot < 0) {
          throw new IllegalStateException("unknown form of code list: " + line);
        }
        names.add(words[3].substring(0, dot));
      }
    }
    return names;
  }

  /** Numbers of the compilations that are going on. */
  public static Set<String> compiling() {
    Set<String> numbers = new HashSet<>();
    for (String line : command("Compiler.queue").split("\n")) {
      String[] words = line.trim().split("\\s+");
      if (line.endsWith("queue:")) {
        break;
      }
      if (words.length > 2 && words[0].equals("C2")) {
        numbers.add(words[2]);
      }
    }
    return numbers;
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
