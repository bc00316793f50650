package dev.district.launcher.doctor;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.Reply;
import dev.district.image.store.Districts;
import dev.district.launcher.process.AgentJar;
import dev.district.launcher.process.JavaRuntime;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.process.MemberLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Takes a real checkpoint of a small program, in a district of its own that is then removed. */
final class Probe {
  private static final String DISTRICT = "probe";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int PAUSE_MS = 50;

  private Probe() {}

  static Finding of(JavaRuntime java) throws IOException, InterruptedException {
    String what = "Java " + java.version() + " " + java.vendor() + " (" + java.executable() + ")";
    Path home = Files.createTempDirectory("district-doctor");
    try {
      return new Finding(what, true, checkpoint(java, home));
    } catch (LaunchFailed e) {
      return new Finding(what, false, String.valueOf(e.getMessage()));
    } catch (ProbeFailed | IOException e) {
      return new Finding(what, false, e.toString().replaceFirst("^[^:]*: ", ""));
    } finally {
      remove(home);
    }
  }

  private static String checkpoint(JavaRuntime java, Path home)
      throws IOException, LaunchFailed, InterruptedException, ProbeFailed {
    Districts.at(home).format(DISTRICT);
    AgentOptions options =
        AgentOptions.parse("")
            .with(AgentOption.DISTRICT, DISTRICT)
            .with(AgentOption.HOME, home.toString());
    Path log = home.resolve("probe.log");
    Process process =
        new ProcessBuilder(
                java.executable(),
                AgentJar.option(options),
                "-cp",
                System.getProperty("java.class.path"),
                ProbeProgram.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      MemberLink link = MemberLink.of(home, DISTRICT, "main");
      awaitAgent(process, link, log);
      long before = System.nanoTime();
      Reply reply = link.checkpoint(false, false, LIMIT);
      Duration taken = Duration.ofNanos(System.nanoTime() - before);
      if (!reply.isOk()) {
        throw new ProbeFailed("refuses: " + reply.message());
      }
      return "takes checkpoints; the probe's took " + taken.toMillis() + " ms";
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void awaitAgent(Process process, MemberLink link, Path log)
      throws IOException, InterruptedException, ProbeFailed {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (link.status(MemberLink.PROMPT) == null) {
      if (process.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS)) {
        throw new ProbeFailed("the JVM ended at start: " + Files.readString(log).strip());
      }
      if (System.nanoTime() > deadline) {
        throw new ProbeFailed("the agent does not answer. " + Files.readString(log).strip());
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Why a JDK won't do. */
  private static final class ProbeFailed extends Exception {
    private static final long serialVersionUID = 1L;

    ProbeFailed(String message) {
      super(message);
    }
  }

  /** The JDKs of this machine, each tried unless its release is too old. */
  static List<Finding> all() throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (JavaRuntime java : InstalledJdks.find()) {
      findings.add(java.feature() < 17 ? tooOld(java) : of(java));
    }
    return findings;
  }

  private static Finding tooOld(JavaRuntime java) {
    return new Finding(
        "Java " + java.version() + " (" + java.executable() + ")",
        false,
        "is older than 17; use 17 or 25");
  }
}
