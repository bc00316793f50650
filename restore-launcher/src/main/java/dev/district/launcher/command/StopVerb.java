package dev.district.launcher.command;

import dev.district.control.AgentOption;
import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.control.Reply;
import dev.district.image.store.DistrictStore;
import dev.district.launcher.district.DistrictControl;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends members at once, as SIGKILL would, but only those and only by their own hand. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Ends a running district without a checkpoint and without shutdown hooks.",
      "What it did since its last checkpoint is lost; 'restart' goes on from there."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher stop d",
      "  restore-launcher stop d --member db    # the others go on without it",
      "  restore-launcher checkpoint d --stop      # keeps everything"
    })
public final class StopVerb implements Callable<Integer> {
  private static final int ATTEMPTS = 100;
  private static final int PAUSE_MS = 50;

  @Mixin private DistrictArgument district = new DistrictArgument();

  @Option(
      names = "--member",
      paramLabel = "M",
      description = "End this member only, which leaves the district; all if not given.")
  private @Nullable String member;

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    DistrictControl control = new DistrictControl(place, DistrictArgument.home(), Fault.of(""));
    List<String> ending = ending(control);
    for (String one : ending) {
      Reply reply = control.link(one).stop();
      if (!reply.isOk()) {
        throw new LaunchFailed(ExitCode.REFUSED, "the agent did not stop", reply.message());
      }
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      List<String> alive = control.alive();
      if (ending.stream().noneMatch(alive::contains)) {
        return ExitCode.OK.code();
      }
      Thread.sleep(PAUSE_MS);
    }
    throw new LaunchFailed(
        ExitCode.TIMED_OUT,
        "district " + place.name() + " did not end",
        "Kill it: see 'status " + place.name() + "'");
  }

  private List<String> ending(DistrictControl control) throws IOException {
    String only = member;
    if (only != null) {
      return List.of(only);
    }
    List<String> alive = control.alive();
    return alive.isEmpty() ? List.of(AgentOption.MEMBER.defaultValue()) : alive;
  }
}
