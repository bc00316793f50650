package dev.district.launcher.doctor;

import dev.district.control.DistrictHome;
import dev.district.launcher.process.AgentJar;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.report.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the launcher needs besides a JDK. */
public final class Machine {
  private Machine() {}

  /** Everything, the JDKs last. */
  public static List<Finding> examine() throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(system());
    findings.add(agent());
    findings.add(home(DistrictHome.of(System.getProperties(), System.getenv())));
    findings.addAll(Probe.all());
    return findings;
  }

  private static Finding system() {
    String os = System.getProperty("os.name");
    String arch = System.getProperty("os.arch");
    boolean good = os.equals("Linux") && (arch.equals("amd64") || arch.equals("aarch64"));
    String says = os + " " + System.getProperty("os.version") + " " + arch;
    return new Finding(
        "system", good, good ? says : says + ": only Linux on 64-bit x86 and ARM is supported");
  }

  private static Finding agent() {
    try {
      return new Finding("agent", true, AgentJar.locate().toString());
    } catch (LaunchFailed e) {
      return new Finding("agent", false, String.valueOf(e.getMessage()));
    }
  }

  private static Finding home(Path home) throws IOException {
    Path there = home;
    for (Path up = home; up != null && !Files.exists(there); up = up.getParent()) {
      there = up;
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return new Finding(
          "home", false, home + " can't be made or written; set DISTRICT_HOME to a place that can");
    }
    long free = Files.getFileStore(there).getUsableSpace();
    return new Finding("home", true, home + ", " + Quantity.bytes(free) + " free");
  }
}
