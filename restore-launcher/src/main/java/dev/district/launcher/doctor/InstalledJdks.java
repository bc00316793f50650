package dev.district.launcher.doctor;

import dev.district.launcher.process.JavaRuntime;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JDKs of this machine: the launcher's own, JAVA_HOME, PATH, and the usual directories. */
final class InstalledJdks {
  private InstalledJdks() {}

  /** Each once, however many links lead to it. */
  static Collection<JavaRuntime> find() {
    Map<Path, JavaRuntime> found = new LinkedHashMap<>();
    for (Path candidate : candidates()) {
      add(found, candidate.resolve("bin").resolve("java"));
    }
    return found.values();
  }

  /** What doesn't say its version is no JDK, whatever its name. */
  private static void add(Map<Path, JavaRuntime> found, Path java) {
    try {
      if (Files.isExecutable(java) && !found.containsKey(java.toRealPath())) {
        found.put(java.toRealPath(), JavaRuntime.of(java.toString()));
      }
    } catch (IOException | LaunchFailed e) {
      return;
    }
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    String home = System.getenv("JAVA_HOME");
    if (home != null && !home.isEmpty()) {
      homes.add(Path.of(home));
    }
    for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
      Path parent = Path.of(directory).toAbsolutePath().getParent();
      if (parent != null && directory.endsWith("bin")) {
        homes.add(parent);
      }
    }
    String user = System.getProperty("user.home", "/");
    addChildren(homes, Path.of("/usr/lib/jvm"));
    addChildren(homes, Path.of("/opt"));
    addChildren(homes, Path.of(user, ".sdkman", "candidates", "java"));
    addChildren(homes, Path.of(user, ".jdks"));
    return homes;
  }

  private static void addChildren(List<Path> homes, Path directory) {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      children.forEach(homes::add);
    } catch (IOException absent) {
      return;
    }
  }
}
