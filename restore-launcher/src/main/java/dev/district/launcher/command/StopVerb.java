package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.control.Reply;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.process.MemberLink;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a member at once, as SIGKILL would, but only this one and only by its own hand. */
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
      "  restore-launcher checkpoint d --stop      # keeps everything"
    })
public final class StopVerb implements Callable<Integer> {
  private static final int ATTEMPTS = 100;
  private static final int PAUSE_MS = 50;

  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private MemberOption member = new MemberOption();

  @Override
  public Integer call() throws Exception {
    String name = district.open().name();
    MemberLink link = MemberLink.of(DistrictArgument.home(), name, member.name());
    Reply reply = link.stop();
    if (!reply.isOk()) {
      throw new LaunchFailed(ExitCode.REFUSED, "the agent did not stop", reply.message());
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      if (link.status(MemberLink.PROMPT) == null) {
        return ExitCode.OK.code();
      }
      Thread.sleep(PAUSE_MS);
    }
    throw new LaunchFailed(
        ExitCode.TIMED_OUT,
        "district " + name + " did not end",
        "Kill it: see 'status " + name + "'");
  }
}
