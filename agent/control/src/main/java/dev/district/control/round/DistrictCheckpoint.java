package dev.district.control.round;

import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.control.Reply;
import dev.district.control.RoundPart;
import dev.district.control.Verb;
import dev.district.image.ImageDigest;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.CheckpointDraft;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.ImageEntry;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Meeting;
import dev.district.image.store.Seat;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * One checkpoint of all members, in two phases.
 *
 * <pre>
 *   prepare  every member answers: one that hangs is found before any other has been stopped
 *   hold     every member comes to a standstill      all stand still from here …
 *   capture  every member copies its state, and tells its connections
 *   agree    every member is told those of all
 *   settle   what is under way between members is taken up, {@link Meeting}
 *   release  every member runs on                    … to here: the cut is consistent
 *   write    every member writes its image, forces it to the disk, says size and digest
 *   commit   manifest and rename, {@link CheckpointDraft}
 *   end      every member is told
 * </pre>
 *
 * Whoever fails before the commit leaves the checkpoint before it standing, and everybody goes on:
 * a member releases itself when its connection breaks. Whoever dies after the commit leaves the new
 * one; a member that was to stop finds it in the store.
 */
public final class DistrictCheckpoint {
  private static final Duration PREPARE = Duration.ofSeconds(20);
  private static final Duration HOLD = Duration.ofSeconds(45);

  private final DistrictStore store;
  private final Turn turns;
  private final ThreadFactory threads;
  private final Fault fault;

  /** How whoever makes a checkpoint gets the district's turn. */
  @FunctionalInterface
  public interface Turn {
    Incarnation take() throws IOException;
  }

  public DistrictCheckpoint(DistrictStore store, Turn turns, ThreadFactory threads, Fault fault) {
    this.store = store;
    this.turns = turns;
    this.threads = threads;
    this.fault = fault;
  }

  /**
   * Takes it.
   *
   * @param stop end all members once it is committed
   * @param dryRun say what would refuse, commit nothing
   * @param timeout how long any step may take
   * @throws IOException when the store fails; nothing is committed then
   */
  public Reply take(boolean stop, boolean dryRun, String cause, Duration timeout)
      throws IOException {
    try (Incarnation turn = turns.take()) {
      List<Seat> crew = crew();
      CheckpointDraft draft = turn.nextCheckpoint();
      try {
        return take(draft, crew, stop, dryRun, cause, timeout);
      } finally {
        draft.abandon();
      }
    } catch (RoundFailed e) {
      return new Reply(e.exitCode(), Map.of(), "the checkpoint was refused\n" + e.getMessage());
    }
  }

  private List<Seat> crew() throws IOException, RoundFailed {
    List<Seat> crew = new ArrayList<>();
    for (Seat seat : store.seats()) {
      if (seat.lost()) {
        throw new RoundFailed(ExitCode.REFUSED.code(), lost(store.name(), seat));
      }
      if (seat.suspended()) {
        throw new RoundFailed(ExitCode.REFUSED.code(), suspended(store.name(), seat));
      }
      if (seat.alive() && seat.state() != Seat.State.LEFT) {
        crew.add(seat);
      }
    }
    if (crew.isEmpty()) {
      throw new RoundFailed(
          ExitCode.NO_SUCH.code(), "no member of district " + store.name() + " is running");
    }
    return crew;
  }

  /** Why there is no checkpoint without a member that has died. */
  public static String lost(String district, Seat seat) {
    return "member "
        + seat.member()
        + " has died, and the others may remember it\n  at: district "
        + district
        + ", incarnation "
        + seat.incarnation()
        + "\n  remedy: go back to the last checkpoint with 'restore-launcher rollback "
        + district
        + "'";
  }

  /** Why there is no checkpoint with a member that is stopped by a signal. */
  public static String suspended(String district, Seat seat) {
    return "member "
        + seat.member()
        + " is suspended\n  at: district "
        + district
        + ", process "
        + seat.pid()
        + "\n  remedy: let it go on with 'kill -CONT "
        + seat.pid()
        + "', or end it and go back to the last checkpoint with 'restore-launcher rollback "
        + district
        + "'";
  }

  private Reply take(
      CheckpointDraft draft,
      List<Seat> seats,
      boolean stop,
      boolean dryRun,
      String cause,
      Duration timeout)
      throws IOException, RoundFailed {
    try (Crew crew = Crew.of(store, seats, threads)) {
      crew.ask(Verb.PREPARE, Map.of(), PREPARE);
      Map<String, String> number = Map.of(Verb.ARGUMENT_NUMBER, Long.toString(draft.number()));
      fault.at("coordinator-before-hold");
      long begin = System.nanoTime();
      crew.ask(Verb.HOLD, Map.of(Verb.ARGUMENT_STOP, Boolean.toString(stop)), HOLD);
      fault.at("coordinator-after-hold");
      String meeting = openMeeting(draft.number());
      long createdAtMillis = System.currentTimeMillis();
      Map<String, Reply> captured = crew.ask(Verb.CAPTURE, number, timeout);
      fault.at("coordinator-after-capture");
      crew.ask(Verb.AGREE, connections(captured, meeting), timeout);
      fault.at("coordinator-after-agree");
      if (dryRun) {
        return new Reply(ExitCode.OK.code(), Map.of(), "nothing stands in the way");
      }
      crew.ask(Verb.SETTLE, Map.of(), timeout);
      fault.at("coordinator-after-settle");
      if (!stop) {
        crew.ask(Verb.RELEASE, Map.of(), timeout);
      }
      final long pause = System.nanoTime() - begin;
      fault.at("coordinator-after-release");
      List<ImageEntry> images = images(crew.ask(Verb.WRITE, Map.of(), timeout));
      fault.at("coordinator-before-manifest");
      Checkpoint checkpoint = draft.commit(createdAtMillis, pause, cause, images);
      fault.at("coordinator-after-commit");
      if (!tell(crew, number, timeout) && stop) {
        seats.forEach(Seat::kill);
      }
      return Reply.ok(values(checkpoint.number(), pause, images));
    }
  }

  /** All members have answered in this round, so nobody is at a meeting of an older one. */
  private String openMeeting(long number) throws IOException {
    Meeting.clear(store);
    String name = number + "-" + Long.toHexString(new SecureRandom().nextLong());
    store.meeting(name).open();
    return name;
  }

  private static Map<String, String> connections(Map<String, Reply> captured, String meeting)
      throws RoundFailed {
    Map<String, String> connections = new LinkedHashMap<>();
    connections.put(Verb.ARGUMENT_MEETING, meeting);
    for (Map.Entry<String, Reply> answer : captured.entrySet()) {
      String told = answer.getValue().values().get(RoundPart.CONNECTIONS);
      if (told == null) {
        throw new RoundFailed(
            ExitCode.REFUSED.code(),
            "member "
                + answer.getKey()
                + " has more connections than can be told\n  at: its sockets"
                + "\n  remedy: close some before the checkpoint");
      }
      connections.put(answer.getKey(), told);
    }
    return connections;
  }

  /** A member that isn't there to hear it does not undo a checkpoint. */
  private static boolean tell(Crew crew, Map<String, String> number, Duration timeout) {
    Map<String, String> arguments = new LinkedHashMap<>(number);
    arguments.put(Verb.ARGUMENT_COMMITTED, "true");
    try {
      crew.ask(Verb.END, arguments, timeout);
      return true;
    } catch (RoundFailed e) {
      return false;
    }
  }

  private static List<ImageEntry> images(Map<String, Reply> answers) throws RoundFailed {
    List<ImageEntry> images = new ArrayList<>();
    for (Map.Entry<String, Reply> answer : answers.entrySet()) {
      Map<String, String> values = answer.getValue().values();
      String digest = values.get(RoundPart.DIGEST);
      String size = values.get(RoundPart.SIZE);
      if (digest == null || size == null) {
        throw new RoundFailed(
            ExitCode.INTERNAL.code(), "member " + answer.getKey() + " did not say its image");
      }
      images.add(new ImageEntry(answer.getKey(), new ImageDigest(Long.parseLong(size), digest)));
    }
    return images;
  }

  private static Map<String, String> values(long number, long pauseNanos, List<ImageEntry> images) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(Reply.CHECKPOINT, Long.toString(number));
    values.put("pause-us", Long.toString(pauseNanos / 1000));
    long bytes = 0;
    StringBuilder members = new StringBuilder();
    for (ImageEntry image : images) {
      bytes += image.digest().size();
      members.append(members.length() == 0 ? "" : " ").append(image.member());
    }
    values.put("image-bytes", Long.toString(bytes));
    values.put("members", members.toString());
    return values;
  }
}
