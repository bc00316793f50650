package dev.district.jdk;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.HashSet;
import java.util.Set;

/**
 * What the optimizing compiler has compiled so far, as the VM's own diagnostic command {@code
 * Compiler.codelist} lists it: a line per method with number, level, state and {@code
 * class.method(descriptor)}.
 */
public final class CompiledCode {
  private static final String OPTIMIZED = "4";

  private CompiledCode() {}

  /** Names of the classes that have methods compiled at the highest level. */
  public static Set<String> optimizedClasses() {
    Set<String> names = new HashSet<>();
    for (String line : codeList().split("\n")) {
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

  private static String codeList() {
    Raw.ensureInitialized(
        Lookups.bootClass("com.sun.management.internal.PlatformMBeanProviderImpl"));
    Class<?> type = Lookups.bootClass("com.sun.management.internal.DiagnosticCommandImpl");
    MethodHandle execute =
        Lookups.findVirtual(
                type, "executeDiagnosticCommand", methodType(String.class, String.class))
            .asType(methodType(String.class, Object.class, String.class));
    try {
      return (String) execute.invokeExact(Raw.allocateInstance(type), "Compiler.codelist");
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
