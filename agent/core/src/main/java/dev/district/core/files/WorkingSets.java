package dev.district.core.files;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.WorkingSetClaims;
import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.files.FileCapture;
import dev.district.image.files.FileCapturer;
import dev.district.image.files.Journals;
import dev.district.image.files.Known;
import dev.district.image.files.SetPaths;
import dev.district.image.meta.WorkingSetsMeta;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Districts;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Seat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This member's working sets: taken down while the world stands still, so that what is in them and
 * what the program remembers of them are of one instant.
 */
public final class WorkingSets {
  private static final String AT = "the working sets of this member";

  private final DistrictStore store;
  private final String member;
  private final WorkingSetClaims claims;
  private final List<Path> sets;
  private final FileCapturer capturer;
  private List<Long> members = List.of();
  private @Nullable Known known;
  private @Nullable Taken committed;
  private @Nullable Taken pending;

  /** What a checkpoint, committed or to be committed, has of them. */
  private record Taken(long number, WorkingSetsMeta meta) {}

  public WorkingSets(AgentOptions options, Incarnation incarnation) throws IOException {
    this.store = incarnation.store();
    this.member = options.member();
    this.claims = new WorkingSetClaims(Districts.at(options.home()), store, member);
    this.sets = SetPaths.of(options.get(AgentOption.WORKING_SET));
    this.capturer =
        new FileCapturer(sets, new Journals(SetPaths.split(options.get(AgentOption.JOURNAL))));
  }

  /** They are as a checkpoint has them: this JVM has been restored from it. */
  public void restored(long number, ImageReader reader) {
    if (reader.has(Section.WORKING_SETS)) {
      committed = new Taken(number, reader.metadata(Section.WORKING_SETS, WorkingSetsMeta.class));
    }
  }

  /** Refuses what can be seen while the program runs. */
  public void prepare() throws CheckpointRefused {
    if (sets.isEmpty()) {
      return;
    }
    try {
      WorkingSetClaims.Problem problem = claims.problem(sets);
      if (problem != null) {
        throw new CheckpointRefused(problem.cause(), problem.place(), problem.remedy());
      }
      List<Long> alive = new ArrayList<>();
      alive.add(ProcessHandle.current().pid());
      for (Seat seat : store.seats()) {
        if (seat.alive() && !seat.member().equals(member) && seat.pid() > 0) {
          alive.add(seat.pid());
        }
      }
      members = alive;
      known = known();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Takes them down.
   *
   * @param number of the checkpoint, whose draft gets copies of what has changed; 0 to look only
   */
  public FileCapture capture(long number) throws CheckpointRefused {
    List<Blocker> blockers = new ArrayList<>();
    try {
      Path draft = number == 0 ? null : store.draftFiles(number, member);
      FileCapture capture =
          capturer.take(
              known,
              draft,
              members,
              (place, cause, remedy) -> blockers.add(new Blocker(cause, place.toString(), remedy)));
      if (!blockers.isEmpty()) {
        throw new CheckpointRefused(blockers);
      }
      return capture;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static CheckpointRefused unreadable(IOException e) {
    return new CheckpointRefused(
        "a working set can't be read or copied: " + e,
        AT,
        "see that nobody else changes or locks it");
  }

  /** What the newest checkpoint that this member has a part in holds, if it is still there. */
  private @Nullable Known known() throws IOException {
    for (Taken taken : new @Nullable Taken[] {pending, committed}) {
      for (Checkpoint checkpoint : taken == null ? List.<Checkpoint>of() : store.checkpoints()) {
        if (taken != null && checkpoint.number() == taken.number) {
          committed = taken;
          return new Known(taken.meta, checkpoint.files(member));
        }
      }
    }
    return null;
  }

  /** Gives what was taken down its final form, forced to the disk; null if there are no sets. */
  public @Nullable WorkingSetsMeta seal(FileCapture capture, long number) throws IOException {
    if (capturer.isEmpty()) {
      return null;
    }
    WorkingSetsMeta meta = capture.seal();
    pending = new Taken(number, meta);
    return meta;
  }
}
