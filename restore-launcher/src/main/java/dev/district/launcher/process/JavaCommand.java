package dev.district.launcher.process;

import dev.district.control.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code java …} command line, taken apart by the rules of the {@code java} tool.
 *
 * @param words the command line as it was given
 * @param java its first word
 * @param vmOptions everything before the main class but class path, {@code -jar} and {@code -m}
 * @param classPath {@code -cp}, or the jar; null when neither is given
 * @param module {@code -m}, or null
 * @param jar {@code -jar}, or null
 * @param main main class, or null for a jar or module
 * @param arguments the program's own
 */
public record JavaCommand(
    List<String> words,
    String java,
    List<String> vmOptions,
    @Nullable String classPath,
    @Nullable String module,
    @Nullable String jar,
    @Nullable String main,
    List<String> arguments) {

  /** Options followed by their value as a word of its own, see {@code java --help}. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--enable-native-access",
          "--limit-modules",
          "--add-exports",
          "--add-opens",
          "--add-reads",
          "--patch-module",
          "--source");

  private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");

  /**
   * Takes a command line apart.
   *
   * @param directory where it is to run: argument files are relative to it
   */
  public static JavaCommand parse(List<String> words, Path directory) throws LaunchFailed {
    if (words.isEmpty()) {
      throw usage("no program is given", "Write it after --, as in: run D -- java -jar app.jar");
    }
    Path first = Path.of(words.get(0)).getFileName();
    if (first == null || !first.toString().startsWith("java")) {
      throw usage(
          "'" + words.get(0) + "' is not a java command", "A district runs JVMs; begin with java");
    }
    return new Parser(words, directory).parse();
  }

  /** The command line with the agent, and options it needs, right after the {@code java} word. */
  public List<String> withAgent(String agent, List<String> more) {
    List<String> changed = new ArrayList<>(words);
    changed.add(1, agent);
    changed.addAll(2, more);
    return changed;
  }

  /** The main class, {@code -jar FILE} or {@code -m MODULE}, as it was given. */
  public String mainText() {
    if (jar != null) {
      return "-jar " + jar;
    }
    return module != null ? "-m " + module : String.valueOf(main);
  }

  private static LaunchFailed usage(String cause, String remedy) {
    return new LaunchFailed(ExitCode.USAGE, cause, remedy);
  }

  /** One pass over the words. */
  private static final class Parser {
    private final List<String> words;
    private final Path directory;
    private final Deque<String> rest;
    private final List<String> vmOptions = new ArrayList<>();
    private @Nullable String classPath;
    private @Nullable String jar;
    private @Nullable String module;
    private @Nullable String main;

    Parser(List<String> words, Path directory) {
      this.words = List.copyOf(words);
      this.directory = directory;
      rest = new ArrayDeque<>(words);
    }

    JavaCommand parse() throws LaunchFailed {
      String java = rest.removeFirst();
      while (main == null && module == null && jar == null) {
        if (rest.isEmpty()) {
          throw usage("no main class in '" + String.join(" ", words) + "'", "Name one");
        }
        option(rest.removeFirst());
      }
      return new JavaCommand(
          words,
          java,
          List.copyOf(vmOptions),
          jar != null ? jar : classPath,
          module,
          jar,
          main,
          List.copyOf(rest));
    }

    private void option(String word) throws LaunchFailed {
      if (word.startsWith("@")) {
        argumentFile(word.substring(1));
      } else if (CLASS_PATH.contains(word)) {
        classPath = value(word);
      } else if (word.startsWith("--class-path=")) {
        classPath = word.substring("--class-path=".length());
      } else if (word.equals("-jar")) {
        jar = value(word);
      } else if (word.equals("-m") || word.equals("--module")) {
        module = value(word);
      } else if (word.startsWith("--module=")) {
        module = word.substring("--module=".length());
      } else if (WITH_VALUE.contains(word)) {
        vmOptions.add(word);
        vmOptions.add(value(word));
      } else if (word.startsWith("-")) {
        vmOptions.add(word);
      } else {
        main = word;
      }
    }

    private void argumentFile(String name) throws LaunchFailed {
      if (name.startsWith("@")) {
        main = name;
        return;
      }
      List<String> read;
      try {
        read = ArgumentFile.read(directory, name);
      } catch (IOException e) {
        throw usage("argument file " + name + " can't be read (" + e + ")", "Check its name");
      }
      for (int i = read.size() - 1; i >= 0; i--) {
        rest.addFirst(read.get(i));
      }
    }

    private String value(String option) throws LaunchFailed {
      if (rest.isEmpty()) {
        throw usage("option " + option + " has no value", "Add one");
      }
      return rest.removeFirst();
    }
  }
}
