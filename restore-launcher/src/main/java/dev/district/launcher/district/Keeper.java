package dev.district.launcher.district;

import dev.district.control.AgentOptions;
import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Place;
import dev.district.image.store.Release;
import dev.district.image.store.Seat;
import dev.district.image.store.StoreException;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stays with members until they end, and sees to it that a death is the whole district's: when a
 * member dies, the survivors are stopped, and then {@link CrashPolicy} decides. Every launcher in
 * the foreground does so for the whole district; whoever gets the district's turn first acts, the
 * others find that it has been done. Hence any of them may be killed.
 */
public final class Keeper {
  private static final Duration POLL = Duration.ofMillis(200);

  private final DistrictStore district;
  private final AgentOptions given;
  private final Fault fault;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Consumer<Company> watched;
  private final Place place;
  private @Nullable LogFollower follower;
  private volatile boolean ending;
  private boolean moved;

  /**
   * @param given options of the agent that win over recorded ones
   * @param watched told which company there is, so that signals reach it
   */
  public Keeper(
      DistrictStore district,
      AgentOptions given,
      Fault fault,
      PrintWriter out,
      PrintWriter err,
      Consumer<Company> watched)
      throws IOException {
    this.district = district;
    this.place = district.place();
    this.given = given;
    this.fault = fault;
    this.out = out;
    this.err = err;
    this.watched = watched;
  }

  /** From now on nothing is restarted. */
  public void end() {
    ending = true;
  }

  /** Makes ready to show the logs of these members, from where they end now. */
  public void prepareToFollow(List<String> members) throws IOException {
    follower = new LogFollower(district, members, out, err);
  }

  /** Shows the logs from now on. */
  public void follow() {
    LogFollower made = follower;
    if (made != null && !made.isStarted()) {
      made.start();
    }
  }

  /** Returns the exit code when the members have ended for good. */
  public int keep(Company first) throws Exception {
    Company company = first;
    try {
      if (company.inherits()) {
        prepareToFollow(company.members());
      }
      while (true) {
        watched.accept(company);
        if (company.isForeign() && !place.isThere()) {
          throw new LaunchFailed(
              ExitCode.LAUNCHER_FAILED,
              "the directory of district " + district.name() + " was moved, removed or replaced",
              "Its members run on; look for them where it is now");
        }
        boolean ended = company.await(POLL);
        Company next = next(company);
        if (next == company && ended) {
          return company.exitCode();
        }
        company = next == null ? company : next;
      }
    } finally {
      LogFollower used = follower;
      if (used != null && used.isStarted()) {
        used.close();
      }
    }
  }

  private @Nullable Company next(Company company) throws Exception {
    if (place.isThere()) {
      try {
        return afterwards(company);
      } catch (IOException e) {
        if (place.isThere()) {
          throw e;
        }
      }
    }
    return moved(company);
  }

  /** A district that has been taken away can't be watched; its members run on as they can. */
  private Company moved(Company company) {
    if (!moved) {
      moved = true;
      say(
          "its directory was moved, removed or replaced; the program runs on, but can't be"
              + " saved, and a crash of it is not noticed, unless the directory is put back");
    }
    return company;
  }

  /** The company to stay with from now on; null to look again. */
  private @Nullable Company afterwards(Company company) throws Exception {
    long incarnation = company.incarnation();
    if (incarnation == 0) {
      return company;
    }
    if (district.incarnation() == incarnation) {
      if (anyLost()) {
        return crashed(company, incarnation, false);
      }
      // Those that were looked at may have been the next incarnation's.
      return district.incarnation() == incarnation ? company : null;
    }
    if (company.isForeign() || company.ended() && company.exitCode() == Company.KILLED) {
      return superseded(company);
    }
    return company;
  }

  private boolean anyLost() throws IOException {
    for (Seat seat : district.seats()) {
      if (seat.lost()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Company crashed(Company company, long incarnation, boolean orphaned)
      throws Exception {
    try (Incarnation turn = district.coordinate()) {
      if (turn.number() != incarnation || !orphaned && !anyLost()) {
        return null;
      }
      String dead = dead(turn);
      List<String> stopped = new Takeover(district).stopAll(turn);
      if (!stopped.isEmpty()) {
        say("died: " + dead + "; stopped, because they remember it: " + String.join(" ", stopped));
      }
      if (ending || CrashPolicy.of(district.config()) == CrashPolicy.STOP) {
        return company;
      }
      return restart(company, turn);
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.BUSY) {
        return null;
      }
      throw e;
    }
  }

  private static String dead(Incarnation turn) throws IOException {
    StringBuilder dead = new StringBuilder();
    for (Seat seat : turn.others()) {
      if (seat.lost()) {
        dead.append(dead.length() == 0 ? "" : " ").append(seat.member());
      }
    }
    return dead.toString();
  }

  private @Nullable Company restart(Company company, Incarnation first) throws Exception {
    Incarnation turn = first;
    try {
      for (CrashPolicy.Attempt attempt = CrashPolicy.next(district);
          attempt != null && !ending;
          attempt = CrashPolicy.next(district)) {
        Thread.sleep(attempt.pause().toMillis());
        try {
          return restart(company, turn, attempt);
        } catch (LaunchFailed | IOException e) {
          say("restart " + attempt.count() + " after the crash failed: " + e.getMessage());
        }
        turn.close();
        turn = district.coordinate();
        if (district.isRunning()) {
          return null;
        }
      }
      say(
          district.latest() == null
              ? "there is no checkpoint to go back to; it stays stopped"
              : "it has crashed too often since its last checkpoint; it stays stopped");
      return company;
    } finally {
      turn.close();
    }
  }

  private Company restart(Company company, Incarnation turn, CrashPolicy.Attempt attempt)
      throws Exception {
    RestartPlan plan = RestartPlan.of(district, attempt.checkpoint(), given, null, List.of());
    boolean inherit = company.inherits() && plan.members().equals(company.members());
    try (Incarnation next = turn.succeed()) {
      if (!inherit && follower == null) {
        prepareToFollow(plan.members());
      }
      Company revived = new Revival(district, fault).run(next, plan, inherit);
      say(
          "it goes on from checkpoint "
              + plan.checkpoint()
              + " after a crash, incarnation "
              + next.number());
      if (!inherit) {
        follow();
      }
      return revived;
    }
  }

  /** Somebody else has taken the district back; the same members are in other JVMs now. */
  private @Nullable Company superseded(Company company) throws Exception {
    long newest = district.incarnation();
    Release release = district.release(newest);
    while (!release.given() && !release.orphaned()) {
      Thread.sleep(POLL.toMillis());
    }
    Company same = Company.of(district, company.members(), newest, false);
    if (!release.given() && !hasRun()) {
      return crashed(same, newest, true);
    }
    say("it was taken back to a checkpoint, incarnation " + newest);
    follow();
    return same;
  }

  /** An only member restarts by itself, and is not waiting for anybody's word. */
  private boolean hasRun() throws IOException {
    for (Seat seat : district.seats()) {
      if (seat.state() == Seat.State.RUNNING || seat.state() == Seat.State.LEFT) {
        return true;
      }
    }
    return false;
  }

  private void say(String message) {
    err.println("restore-launcher: district " + district.name() + ": " + message);
    err.flush();
  }
}
