package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.launcher.doctor.Finding;
import dev.district.launcher.doctor.Machine;
import dev.district.launcher.report.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether checkpoints work here, by taking one on every JDK found. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether this machine and its JDKs will do, and why not: looks at the system, and takes"
          + " a checkpoint of a small program on every JDK it finds.",
      "Exits with 0 when at least one JDK and everything else will do, with 3 otherwise."
    },
    footer = {"", "Examples:", "  restore-launcher doctor", "  restore-launcher doctor --json"})
public final class DoctorVerb implements Callable<Integer> {
  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    List<Finding> findings = Progress.during("trying every JDK", Machine::examine);
    json.print(() -> forPrograms(findings), () -> forPeople(findings));
    return (willDo(findings) ? ExitCode.OK : ExitCode.REFUSED).code();
  }

  static boolean willDo(List<Finding> findings) {
    boolean machine =
        findings.stream().filter(f -> !f.what().startsWith("Java ")).allMatch(Finding::good);
    boolean java =
        findings.stream().filter(f -> f.what().startsWith("Java ")).anyMatch(Finding::good);
    return machine && java;
  }

  private static List<Map<String, Object>> forPrograms(List<Finding> findings) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("what", finding.what());
      row.put("good", finding.good());
      row.put("says", finding.says());
      rows.add(row);
    }
    return rows;
  }

  private static String forPeople(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(finding.good() ? "ok    " : "FAIL  ").append(finding.what()).append(": ");
      text.append(finding.says().strip().replace("\n", "\n        ")).append('\n');
    }
    return text.toString();
  }
}
