package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.control.Reply;
import dev.district.image.store.DistrictStore;
import dev.district.launcher.district.DistrictControl;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.report.Json;
import dev.district.launcher.report.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the number of the new checkpoint on stdout, a refusal on stderr. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a checkpoint of a running district, all its members at one instant, and prints its"
          + " number.",
      "Exits with 0 only when it is committed; with 3 when it is refused: then stderr names what"
          + " can't be captured, nothing is committed, and the program runs on."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher checkpoint d",
      "  restore-launcher checkpoint d --stop      # and end the program; go on with 'restart d'",
      "  restore-launcher checkpoint d --dry-run   # only say what would refuse"
    })
public final class CheckpointVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--stop", description = "End the program right after the commit.")
  private boolean stop;

  @Option(
      names = "--dry-run",
      description = "Only say what would refuse, all of it, with remedies; commit nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON, for programs; refusals too.")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "How long to wait for the commit; ${DEFAULT-VALUE} if not given.")
  private Duration timeout = Duration.ofMinutes(10);

  @Option(names = "--fault", hidden = true, description = "For tests: where to fail.")
  private String fault = "";

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    DistrictControl control = new DistrictControl(place, DistrictArgument.home(), Fault.of(fault));
    Reply reply =
        Progress.during(
            "checkpoint of " + place.name(), () -> control.checkpoint(stop, dryRun, timeout));
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (json) {
      out.println(Json.text(forPrograms(reply)));
    } else if (reply.isOk() && !dryRun) {
      out.println(number(reply));
    }
    if (!reply.message().isEmpty() && !(json && reply.isOk())) {
      err.println(reply.message());
    }
    out.flush();
    err.flush();
    return reply.exitCode();
  }

  private static String number(Reply reply) throws LaunchFailed {
    String number = reply.values().get(Reply.CHECKPOINT);
    if (number == null) {
      throw new LaunchFailed(
          ExitCode.INTERNAL,
          "the agent did not say the checkpoint's number",
          "Use the launcher and the agent of one release");
    }
    return number;
  }

  private static Map<String, Object> forPrograms(Reply reply) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("committed", reply.isOk() && reply.values().containsKey(Reply.CHECKPOINT));
    values.put("exitCode", reply.exitCode());
    Map<String, String> rest = new LinkedHashMap<>(reply.values());
    List<Map<String, String>> blockers = new ArrayList<>();
    while (rest.containsKey(Reply.blocker(blockers.size(), "cause"))) {
      int index = blockers.size();
      Map<String, String> blocker = new LinkedHashMap<>();
      for (String part : List.of("cause", "place", "remedy")) {
        blocker.put(part, String.valueOf(rest.remove(Reply.blocker(index, part))));
      }
      blockers.add(blocker);
    }
    values.putAll(rest);
    values.put("blockers", blockers);
    values.put("message", reply.message());
    return values;
  }
}
