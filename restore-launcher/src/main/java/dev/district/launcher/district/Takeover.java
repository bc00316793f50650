package dev.district.launcher.district;

import dev.district.control.ExitCode;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Seat;
import dev.district.image.store.StoreException;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Ends all members of an incarnation, suspended ones included: they may never act again. */
public final class Takeover {
  private static final int POLLS = 1000;
  private static final int POLL_MS = 10;

  private final DistrictStore district;

  public Takeover(DistrictStore district) {
    this.district = district;
  }

  /**
   * Takes the turn. A member that is suspended while it has it is killed: it can't give it away,
   * and it is going to be killed in any case.
   *
   * @throws StoreException of kind BUSY if somebody has it who is at work
   */
  public Incarnation takeTurn() throws IOException {
    try {
      return district.coordinate();
    } catch (StoreException e) {
      List<Seat> suspended = new ArrayList<>();
      for (Seat seat : district.seats()) {
        if (seat.suspended()) {
          suspended.add(seat);
        }
      }
      if (e.kind() != StoreException.Kind.BUSY || suspended.isEmpty()) {
        throw e;
      }
      suspended.forEach(Seat::kill);
      return district.coordinate();
    }
  }

  /**
   * Kills all that are alive.
   *
   * @param turn held by the caller, so that nobody joins
   * @return the names of those that were alive
   */
  public List<String> stopAll(Incarnation turn)
      throws IOException, LaunchFailed, InterruptedException {
    List<String> stopped = new ArrayList<>();
    for (Seat seat : turn.others()) {
      if (seat.alive()) {
        stopped.add(seat.member());
        seat.kill();
      }
    }
    for (int poll = 0; district.isRunning(); poll++) {
      if (poll == POLLS) {
        throw new LaunchFailed(
            ExitCode.BUSY,
            "processes of district " + district.name() + " did not end: " + stopped,
            "See 'status', and kill them");
      }
      for (Seat seat : turn.others()) {
        seat.kill();
      }
      Thread.sleep(POLL_MS);
    }
    return stopped;
  }
}
