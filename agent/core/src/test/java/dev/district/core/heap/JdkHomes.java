package dev.district.core.heap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs to test with: as told by property or environment, else found beside the running one. */
public final class JdkHomes {
  private JdkHomes() {}

  /** Their homes, the older one first. */
  public static List<Path> all() {
    List<Path> homes = new ArrayList<>();
    for (String release : List.of("17", "25")) {
      Path home = find(release);
      if (home != null) {
        homes.add(home);
      }
    }
    return homes;
  }

  private static Path find(String release) {
    for (String told :
        new String[] {
          System.getProperty("district.jdk" + release), System.getenv("JAVA" + release + "_HOME")
        }) {
      if (told != null && !told.isEmpty()) {
        return Path.of(told);
      }
    }
    Path running = Path.of(System.getProperty("java.home"));
    if (isRelease(running, release)) {
      return running;
    }
    try (Stream<Path> neighbours = Files.list(running.getParent())) {
      return neighbours.filter(home -> isRelease(home, release)).findFirst().orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isRelease(Path home, String release) {
    try {
      return Files.exists(home.resolve("bin").resolve("java"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + release);
    } catch (IOException e) {
      return false;
    }
  }
}
