package dev.district.launcher.district;

import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Seat;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Restarts all members of a district: starts a JVM for each, waits until every one has rebuilt its
 * state and stands at its safepoint, and lets them run together. When one fails, none runs.
 */
public final class Revival {
  private static final long POLL_MS = 10;
  private static final long LIMIT_NANOS = 600_000_000_000L;
  private static final int TAIL_LINES = 12;

  private final DistrictStore district;
  private final Fault fault;

  public Revival(DistrictStore district, Fault fault) {
    this.district = district;
    this.fault = fault;
  }

  /**
   * Returns when all run.
   *
   * @param turn an incarnation that has begun, with the turn; whoever gives it closes it
   * @param inherit whether the only member gets this launcher's terminal
   */
  public Company run(Incarnation turn, RestartPlan plan, boolean inherit)
      throws LaunchFailed, IOException, InterruptedException {
    Company company = Company.of(district, plan.members(), turn.number(), inherit);
    boolean running = false;
    try {
      fault.at("conductor-before-start");
      plan.bringFilesBack(() -> fault.at("conductor-files-midway"));
      for (String member : plan.members()) {
        company.add(member, plan.start(member, turn.number(), inherit));
      }
      fault.at("conductor-after-start");
      awaitArrival(company, turn.number());
      fault.at("conductor-before-release");
      district.release(turn.number()).give();
      running = true;
      fault.at("conductor-after-release");
      return company;
    } finally {
      if (!running) {
        company.kill();
      }
    }
  }

  private void awaitArrival(Company company, long incarnation)
      throws LaunchFailed, IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!arrived(incarnation).containsAll(company.members())) {
      String ended = company.firstEnded();
      if (!ended.isEmpty()) {
        throw failed(company, ended);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new LaunchFailed(
            ExitCode.TIMED_OUT,
            "the members of district " + district.name() + " were not restored in time",
            "Look at " + district.log(company.members().get(0), "err").getParent());
      }
      Thread.sleep(POLL_MS);
    }
  }

  private List<String> arrived(long incarnation) throws IOException {
    List<String> arrived = new ArrayList<>();
    for (Seat seat : district.seats()) {
      if (seat.incarnation() == incarnation && seat.alive() && seat.state() == Seat.State.ARRIVED) {
        arrived.add(seat.member());
      }
    }
    return arrived;
  }

  private LaunchFailed failed(Company company, String member)
      throws IOException, InterruptedException {
    int code = company.exitCodeOf(member);
    ExitCode known = ExitCode.LAUNCHER_FAILED;
    for (ExitCode one : List.of(ExitCode.BUSY, ExitCode.CORRUPT)) {
      known = one.code() == code ? one : known;
    }
    StringBuilder cause = new StringBuilder();
    cause.append("member ").append(member).append(" of district ").append(district.name());
    cause.append(" could not be restored, its JVM ended with ").append(code);
    cause.append("; nothing of the district has run");
    if (!company.inherits()) {
      List<String> lines = Files.readAllLines(district.log(member, "err"));
      for (String line : lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())) {
        cause.append("\n  ").append(line);
      }
    }
    return new LaunchFailed(known, cause.toString(), "Correct the cause, or try an older one");
  }
}
