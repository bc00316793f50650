package dev.district.control;

import dev.district.image.files.SetPaths;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Districts;
import dev.district.image.store.Seat;
import dev.district.image.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who rolls which directory back: a directory belongs to one member of one district, and none has
 * to do with the directory that holds the districts themselves.
 */
public final class WorkingSetClaims {
  private static final String MOVE = "name another directory, or use another DISTRICT_HOME";

  private final Districts districts;
  private final DistrictStore own;
  private final String member;

  /** Why a directory can't be a working set. */
  public record Problem(String cause, String place, String remedy) {}

  public WorkingSetClaims(Districts districts, DistrictStore own, String member) {
    this.districts = districts;
    this.own = own;
    this.member = member;
  }

  /** Why these can't be this member's; null if they can. */
  public @Nullable Problem problem(List<Path> sets) throws IOException {
    Path home = districts.home().toRealPath();
    for (int i = 0; i < sets.size(); i++) {
      Path set = sets.get(i);
      if (home.startsWith(set)) {
        return new Problem("a working set holds the districts themselves", set.toString(), MOVE);
      }
      for (Path other : sets.subList(0, i)) {
        if (SetPaths.overlap(set, other)) {
          return new Problem(
              "two working sets are in one another: " + other, set.toString(), "name one of them");
        }
      }
    }
    return sets.isEmpty() ? null : claimed(sets);
  }

  private @Nullable Problem claimed(List<Path> sets) throws IOException {
    for (String name : districts.list()) {
      DistrictStore store;
      try {
        store = districts.open(name);
      } catch (StoreException e) {
        continue;
      }
      Path directory = store.directory().toRealPath();
      for (Path set : sets) {
        if (SetPaths.overlap(set, directory)) {
          return new Problem(
              "a working set is in the directory of district " + name, set.toString(), MOVE);
        }
      }
      for (String other : claimants(store)) {
        String options = store.readLaunch(other).agentOptions();
        for (Path theirs : SetPaths.of(AgentOptions.parse(options).get(AgentOption.WORKING_SET))) {
          for (Path set : sets) {
            if (SetPaths.overlap(set, theirs)) {
              return new Problem(
                  "a working set of member " + other + " of district " + name + ": " + theirs,
                  set.toString(),
                  "leave it to that one, or remove it with 'restore-launcher rm'");
            }
          }
        }
      }
    }
    return null;
  }

  /** In the own district only those that are alive: the others may have been started otherwise. */
  private List<String> claimants(DistrictStore store) throws IOException {
    List<String> members = new ArrayList<>(store.members());
    if (store.name().equals(own.name())) {
      List<String> alive = new ArrayList<>();
      for (Seat seat : store.seats()) {
        if (seat.alive() && !seat.member().equals(member)) {
          alive.add(seat.member());
        }
      }
      members.retainAll(alive);
    }
    return members;
  }
}
