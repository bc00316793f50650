package dev.district.core.server;

import dev.district.control.AgentCommands;
import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.control.Reply;
import dev.district.control.RoundPart;
import dev.district.control.StatusKey;
import dev.district.core.capture.Checkpointer;
import dev.district.core.capture.Checkpointer.Taken;
import dev.district.core.capture.NotAlone;
import dev.district.core.crossings.Crossings;
import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.diag.Diagnostics;
import dev.district.core.diag.Failure;
import dev.district.image.store.Incarnation;
import dev.district.image.store.Seat;
import dev.district.image.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Carries out what comes in over the control socket, and what the timer asks for. */
public final class Commands implements AgentCommands {
  /** What a shell shows for SIGKILL. */
  private static final int OVERTAKEN_STATUS = 137;

  /** A message has its limits. */
  private static final int MOST_CROSSINGS = 200;

  private final Crossings crossings;
  private final BooleanSupplier ending;
  private final Checkpointer checkpointer;
  private final Incarnation incarnation;
  private final String member;
  private final Fault fault;
  private final Map<String, String> identity;
  private final long startedAtMillis = System.currentTimeMillis();
  private volatile @Nullable Taken last;
  private volatile @Nullable Instant lastAt;
  private volatile @Nullable String refusal;

  /**
   * @param ending whether the program is at its end
   * @param identity the constant part of {@link #status}
   */
  public Commands(
      Checkpointer checkpointer,
      Incarnation incarnation,
      String member,
      Fault fault,
      Crossings crossings,
      BooleanSupplier ending,
      Map<String, String> identity) {
    this.ending = ending;
    this.crossings = crossings;
    this.checkpointer = checkpointer;
    this.incarnation = incarnation;
    this.member = member;
    this.fault = fault;
    this.identity = Map.copyOf(identity);
  }

  @Override
  public Map<String, String> status() {
    Map<String, String> status = new LinkedHashMap<>(identity);
    status.put(StatusKey.UPTIME_MS, Long.toString(System.currentTimeMillis() - startedAtMillis));
    Taken taken = last;
    if (taken != null) {
      status.put(StatusKey.LAST_CHECKPOINT, Long.toString(taken.number()));
      status.put(StatusKey.LAST_CHECKPOINT_AT, String.valueOf(lastAt));
      status.put(StatusKey.PAUSE_MS, Long.toString(taken.pauseNanos() / 1_000_000L));
    }
    String reason = refusal;
    if (reason != null) {
      status.put(StatusKey.LAST_REFUSAL, reason);
    }
    List<String> kept = crossings.describe();
    for (int i = 0; i < kept.size() && i < MOST_CROSSINGS; i++) {
      status.put(StatusKey.CROSSING + i, kept.get(i));
    }
    return status;
  }

  @Override
  public Reply checkpoint(boolean stop, boolean dryRun) {
    return checkpoint(stop, dryRun, "request");
  }

  /** Whether the program is at its end: there would be nothing to go on with. */
  boolean isEnding() {
    return ending.getAsBoolean();
  }

  Reply checkpoint(boolean stop, boolean dryRun, String cause) {
    if (isEnding()) {
      return Reply.failed(ExitCode.REFUSED, "the program is ending");
    }
    try {
      if (dryRun) {
        checkpointer.rehearse();
        return new Reply(ExitCode.OK.code(), Map.of(), "nothing stands in the way");
      }
      Taken taken = checkpointer.take(stop, cause);
      taken(taken);
      if (stop) {
        leave();
      }
      return Reply.ok(values(taken));
    } catch (CheckpointRefused e) {
      return refused(e);
    } catch (NotAlone e) {
      return new Reply(
          ExitCode.BUSY.code(), Map.of(Reply.SEVERAL, "true"), String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      return refused(e);
    } catch (IOException | RuntimeException | Error e) {
      return failed(e);
    }
  }

  private Reply failed(Throwable e) {
    refusal = e.toString();
    Diagnostics.note("checkpoint failed", e);
    return Reply.failed(
        ExitCode.INTERNAL,
        "the checkpoint failed, the program runs on and the last checkpoint stands\n  cause: "
            + Failure.describe(e));
  }

  /**
   * The store refuses a checkpoint. The program runs on, unless a newer incarnation runs in its
   * stead: then this process ends as if it had been killed when that began.
   */
  Reply refused(StoreException e) {
    refusal = e.getMessage();
    switch (e.kind()) {
      case STALE:
        Diagnostics.warn(e.reason() + " (" + e.place() + "); this process ends", null);
        Runtime.getRuntime().halt(OVERTAKEN_STATUS);
        return failed(e);
      case BUSY:
        return Reply.failed(ExitCode.BUSY, text(e));
      case MOVED:
      case UNSAFE:
        return Reply.failed(ExitCode.REFUSED, text(e));
      default:
        return failed(e);
    }
  }

  private static String text(StoreException e) {
    return "the checkpoint was refused, the program runs on\n  cause: "
        + e.reason()
        + "\n  at: "
        + e.place()
        + "\n  remedy: "
        + e.remedy();
  }

  void taken(Taken taken) {
    last = taken;
    lastAt = Instant.now();
    refusal = null;
    Diagnostics.note(
        "checkpoint " + taken.number() + ", pause " + taken.pauseNanos() / 1000 + " us", null);
  }

  Reply refused(CheckpointRefused e) {
    refusal = e.getMessage();
    return new Reply(
        ExitCode.REFUSED.code(),
        blockers(e.blockers()),
        "the checkpoint was refused\n" + e.getMessage());
  }

  /** This member ends in an orderly way: the others don't miss it. */
  void leave() {
    try {
      incarnation.say(Seat.State.LEFT);
    } catch (IOException e) {
      Diagnostics.note("the district will think that this member has crashed", e);
    }
  }

  @Override
  public RoundPart part() {
    return new Part(this, checkpointer.round(), incarnation, member, fault);
  }

  private static Map<String, String> values(Taken taken) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(Reply.CHECKPOINT, Long.toString(taken.number()));
    values.put("pause-us", Long.toString(taken.pauseNanos() / 1000));
    values.put("image-bytes", Long.toString(taken.imageBytes()));
    values.put("threads", Integer.toString(taken.threads()));
    return values;
  }

  private static Map<String, String> blockers(List<Blocker> blockers) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < blockers.size(); i++) {
      Blocker blocker = blockers.get(i);
      values.put(Reply.blocker(i, "cause"), blocker.cause());
      values.put(Reply.blocker(i, "place"), blocker.place());
      values.put(Reply.blocker(i, "remedy"), blocker.remedy());
    }
    return values;
  }

  @Override
  public Reply stop() {
    leave();
    return Reply.ok(Map.of());
  }
}
