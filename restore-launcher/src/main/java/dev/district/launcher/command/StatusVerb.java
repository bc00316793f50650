package dev.district.launcher.command;

import dev.district.control.ControlTimeoutException;
import dev.district.control.ExitCode;
import dev.district.control.Reply;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.launcher.process.MemberLink;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the store knows of a district, and what its agent says if it runs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows whether a district runs, and what its agent says of itself.",
      "Exits with 0 whether it runs or not."
    },
    footer = {"", "Examples:", "  restore-launcher status d", "  restore-launcher status d --json"})
public final class StatusVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private MemberOption member = new MemberOption();
  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    DistrictStore place = district.open();
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("district", place.name());
    status.put("member", member.name());
    status.putAll(agent(place));
    status.put("directory", place.directory().toString());
    List<Checkpoint> checkpoints = place.checkpoints();
    status.put("checkpoints", checkpoints.size());
    if (!checkpoints.isEmpty()) {
      Checkpoint newest = checkpoints.get(checkpoints.size() - 1);
      status.put("newest", newest.number());
      status.put("newest-at", Instant.ofEpochMilli(newest.manifest().createdAtMillis()).toString());
    }
    json.print(() -> status, () -> StatusText.of(status));
    return ExitCode.OK.code();
  }

  private Map<String, Object> agent(DistrictStore place) throws Exception {
    Map<String, Object> status = new LinkedHashMap<>();
    MemberLink link = MemberLink.of(DistrictArgument.home(), place.name(), member.name());
    try {
      Reply reply = link.status(MemberLink.PROMPT);
      if (reply != null) {
        status.put("state", "running");
        status.putAll(reply.values());
      } else {
        status.put(
            "state", place.isRunning() ? "starting, or its agent does not listen" : "stopped");
      }
    } catch (ControlTimeoutException e) {
      status.put("state", "running, at a checkpoint");
    } catch (IOException e) {
      status.put("state", "unreachable: " + e.getMessage());
    }
    return status;
  }
}
