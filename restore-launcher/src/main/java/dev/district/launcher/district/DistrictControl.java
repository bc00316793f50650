package dev.district.launcher.district;

import dev.district.control.AgentOption;
import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.control.Reply;
import dev.district.control.round.DistrictCheckpoint;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Seat;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.process.MemberLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is asked of a running district as a whole. */
public final class DistrictControl {
  private final DistrictStore district;
  private final Path home;
  private final Fault fault;

  public DistrictControl(DistrictStore district, Path home, Fault fault) {
    this.district = district;
    this.home = home;
    this.fault = fault;
  }

  /** The members that are alive, ordered by name. */
  public List<String> alive() throws IOException {
    return seated().stream().map(Seat::member).toList();
  }

  private List<Seat> seated() throws IOException {
    List<Seat> seated = new ArrayList<>();
    for (Seat seat : district.seats()) {
      if (seat.alive()) {
        seated.add(seat);
      }
    }
    return seated;
  }

  /** The agent of one member. */
  public MemberLink link(String member) {
    return MemberLink.of(home, district.name(), member);
  }

  /** A checkpoint: an only member takes its own; of several, this process is the coordinator. */
  public Reply checkpoint(boolean stop, boolean dryRun, Duration timeout)
      throws IOException, LaunchFailed {
    List<Seat> seated = seated();
    if (seated.size() < 2) {
      String only = seated.isEmpty() ? AgentOption.MEMBER.defaultValue() : seated.get(0).member();
      if (!seated.isEmpty() && seated.get(0).suspended()) {
        return Reply.failed(
            ExitCode.REFUSED, DistrictCheckpoint.suspended(district.name(), seated.get(0)));
      }
      Reply reply = link(only).checkpoint(stop, dryRun, timeout);
      if (!reply.values().containsKey(Reply.SEVERAL)) {
        return reply;
      }
    }
    return new DistrictCheckpoint(district, district::coordinate, DistrictControl::thread, fault)
        .take(stop, dryRun, "request", timeout);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "member");
    thread.setDaemon(true);
    return thread;
  }
}
