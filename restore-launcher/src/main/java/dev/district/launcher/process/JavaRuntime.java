package dev.district.launcher.process;

import dev.district.control.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code java} executable and what it is.
 *
 * @param executable as it is to be called
 * @param feature feature release, such as 17
 * @param version full version, such as {@code 17.0.15}
 * @param vendor who built it; empty when it doesn't say
 */
public record JavaRuntime(String executable, int feature, String version, String vendor) {
  /**
   * Finds out, from the {@code release} file of its home where there is one, else by asking it.
   *
   * @param command a path, or a name to be looked up in PATH
   */
  public static JavaRuntime of(String command) throws LaunchFailed {
    Path found = find(command);
    if (found == null) {
      throw new LaunchFailed(
          ExitCode.NOT_FOUND, "no java at '" + command + "'", "Give its path with --java");
    }
    if (!Files.isExecutable(found)) {
      throw new LaunchFailed(
          ExitCode.NOT_EXECUTABLE, found + " is not executable", "Give another with --java");
    }
    try {
      Properties release = release(found);
      String version = release != null ? unquoted(release.getProperty("JAVA_VERSION", "")) : "";
      if (version.isEmpty()) {
        return ask(command);
      }
      String vendor = release == null ? "" : release.getProperty("IMPLEMENTOR", "");
      return new JavaRuntime(command, featureOf(version), version, unquoted(vendor));
    } catch (IOException | IllegalArgumentException e) {
      throw new LaunchFailed(
          ExitCode.LAUNCHER_FAILED,
          "can't find out the version of " + found + " (" + e.getMessage() + ")",
          "Give another java with --java");
    }
  }

  /** The path of a command, looked up in PATH when it is a plain name; null when there is none. */
  static @Nullable Path find(String command) {
    if (command.contains("/")) {
      Path path = Path.of(command).toAbsolutePath();
      return Files.isRegularFile(path) ? path : null;
    }
    for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
      Path path = Path.of(directory.isEmpty() ? "." : directory, command).toAbsolutePath();
      if (Files.isRegularFile(path) && Files.isExecutable(path)) {
        return path;
      }
    }
    return null;
  }

  /** The home directory of a command that was found, or nothing. */
  public static String homeOf(String command) throws LaunchFailed {
    Path found = find(command);
    try {
      Path bin = found == null ? null : found.toRealPath().getParent();
      Path home = bin == null ? null : bin.getParent();
      return home == null ? "" : home.toString();
    } catch (IOException e) {
      throw new LaunchFailed(
          ExitCode.NOT_FOUND, "can't follow " + found + " (" + e + ")", "Give another java");
    }
  }

  /**
   * The modules that a command's home says it has; none when it doesn't say.
   *
   * @param command a path, or a name to be looked up in PATH
   */
  public static Set<String> modules(String command) throws IOException {
    Path found = find(command);
    Properties release = found == null ? null : release(found);
    String modules = release == null ? "" : release.getProperty("MODULES", "");
    return new HashSet<>(List.of(unquoted(modules).split(" ")));
  }

  private static @Nullable Properties release(Path executable) throws IOException {
    Path bin = executable.toRealPath().getParent();
    Path home = bin == null ? null : bin.getParent();
    if (home == null || !Files.isReadable(home.resolve("release"))) {
      return null;
    }
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    }
    return release;
  }

  private static JavaRuntime ask(String command) throws IOException {
    Process process =
        new ProcessBuilder(command, "-XshowSettings:properties", "-version")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    Map<String, String> settings = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int equals = line.indexOf(" = ");
        if (equals > 0) {
          settings.put(line.substring(0, equals).trim(), line.substring(equals + 3).trim());
        }
      }
    }
    String version = settings.get("java.version");
    if (version == null) {
      throw new IOException("it does not say");
    }
    String vendor = settings.getOrDefault("java.vendor", "");
    return new JavaRuntime(command, featureOf(version), version, vendor);
  }

  /** JEP 223, JEP 322: the feature release is the first number; early access adds {@code -ea}. */
  static int featureOf(String version) {
    String[] parts = version.split("[.+-]");
    int first = Integer.parseInt(parts[0]);
    return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
  }

  private static String unquoted(String value) {
    return value.startsWith("\"") && value.endsWith("\"") && value.length() > 1
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
