package dev.district.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** What the build and the command line tell the tests, through {@code district.*} properties. */
public final class Settings {
  private Settings() {}

  /** A property that is set to something; Maven passes those not set as empty strings. */
  static Optional<String> text(String name) {
    String value = System.getProperty("district." + name, "").trim();
    return value.isEmpty() || value.startsWith("${") ? Optional.empty() : Optional.of(value);
  }

  /** Random instants per case of the matrix. */
  public static int instants() {
    return text("instants").map(Integer::valueOf).orElse(1);
  }

  /** Whether this is the long run, which leaves nothing out. */
  public static boolean isLong() {
    return instants() > 1;
  }

  /** The seed that all random choices of this run derive from: one a day, unless it is given. */
  public static long seed() {
    return text("seed").map(Long::valueOf).orElseGet(() -> LocalDate.now().toEpochDay());
  }

  static Rotation rotation() {
    return text("rotation").map(Rotation::parse).orElseGet(Rotation::today);
  }

  /** Part of the name of the only cases to run. */
  static Optional<String> only() {
    return text("only");
  }

  static Path root() {
    return Path.of(text("root").orElse("..")).toAbsolutePath().normalize();
  }

  static Path classes() {
    return existing(Path.of(text("classes").orElse("target/classes")));
  }

  static Path libraries() {
    return Path.of(text("lib").orElse("target/lib")).toAbsolutePath();
  }

  static Path reports() {
    return Path.of(text("reports").orElse("target/it-reports")).toAbsolutePath();
  }

  static Path samplesJar() {
    return existing(root().resolve("samples/target/district-samples.jar"));
  }

  /** The agent as it is shipped. */
  public static Path agentJar() {
    return existing(root().resolve("agent/dist/target/district-agent.jar"));
  }

  /** The launcher's start script as it is shipped. */
  public static Path launcher() {
    return existing(root().resolve("restore-launcher/bin/restore-launcher"));
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is missing. Run: mvn -DskipTests package");
    }
    return path.toAbsolutePath().normalize();
  }
}
