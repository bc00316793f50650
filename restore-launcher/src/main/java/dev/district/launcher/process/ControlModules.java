package dev.district.launcher.process;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The modules that the agent's control socket needs. A program from the class path has all of the
 * JDK's (JEP 261, default root modules); one started with {@code -m} has those that its own modules
 * lead to.
 */
public final class ControlModules {
  private static final List<String> NEEDED =
      List.of("jdk.net", "java.management", "jdk.management");

  private ControlModules() {}

  /**
   * The option to add to a command line.
   *
   * @throws IOException if the {@code release} file of its Java can't be read
   */
  public static List<String> options(JavaCommand command) throws IOException {
    return command.module() == null ? List.of() : missing(JavaRuntime.modules(command.java()));
  }

  static List<String> missing(Set<String> present) {
    List<String> added = NEEDED.stream().filter(present::contains).toList();
    return added.isEmpty() ? List.of() : List.of("--add-modules=" + String.join(",", added));
  }
}
