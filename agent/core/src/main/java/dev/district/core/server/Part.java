package dev.district.core.server;

import dev.district.control.ExitCode;
import dev.district.control.Fault;
import dev.district.control.Reply;
import dev.district.control.RoundPart;
import dev.district.core.capture.Checkpointer.Taken;
import dev.district.core.capture.Round;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.diag.Diagnostics;
import dev.district.image.ImageDigest;
import dev.district.image.store.Checkpoint;
import dev.district.image.store.Incarnation;
import dev.district.image.store.StoreException;
import java.io.IOException;
import java.util.Map;

/** This member's part in a checkpoint of its district. */
final class Part implements RoundPart {
  private final Commands commands;
  private final Round round;
  private final Incarnation incarnation;
  private final String member;
  private final Fault fault;
  private boolean stop;
  private long number;
  private long pauseNanos;
  private long imageBytes;

  Part(Commands commands, Round round, Incarnation incarnation, String member, Fault fault) {
    this.commands = commands;
    this.round = round;
    this.incarnation = incarnation;
    this.member = member;
    this.fault = fault;
  }

  @Override
  public Reply prepare() {
    if (commands.isEnding()) {
      return Reply.failed(ExitCode.REFUSED, "the program of " + member + " is ending");
    }
    try {
      incarnation.checkCurrent();
      round.prepare();
    } catch (CheckpointRefused e) {
      return commands.refused(e);
    } catch (StoreException e) {
      return commands.refused(e);
    } catch (IOException e) {
      return Reply.failed(ExitCode.INTERNAL, e.toString());
    }
    return Reply.ok(Map.of());
  }

  @Override
  public Reply hold(boolean stopping) {
    stop = stopping;
    fault.at("member-before-hold");
    try {
      round.hold();
    } catch (CheckpointRefused e) {
      return commands.refused(e);
    }
    fault.at("member-after-hold");
    return Reply.ok(Map.of());
  }

  @Override
  public Reply capture(long checkpoint) {
    number = checkpoint;
    try {
      round.capture(checkpoint);
    } catch (CheckpointRefused e) {
      return commands.refused(e);
    }
    fault.at("member-after-capture");
    return Reply.ok(Map.of(CONNECTIONS, round.connections()));
  }

  @Override
  public Reply agree(String meeting, Map<String, String> connections) throws IOException {
    try {
      round.agree(incarnation.store().meeting(meeting), connections);
    } catch (CheckpointRefused e) {
      return commands.refused(e);
    }
    fault.at("member-after-agree");
    return Reply.ok(Map.of());
  }

  @Override
  public Reply settle() throws IOException {
    fault.at("member-before-settle");
    if (!round.settle(true)) {
      return Reply.failed(ExitCode.REFUSED, "another member does not settle its connections");
    }
    fault.at("member-after-settle");
    return Reply.ok(Map.of());
  }

  @Override
  public Reply release() {
    round.release();
    pauseNanos = round.pauseNanos();
    fault.at("member-after-release");
    return Reply.ok(Map.of());
  }

  @Override
  public Reply write() throws IOException {
    fault.at("member-before-write");
    ImageDigest digest = round.write(incarnation.store().draftImage(number, member));
    imageBytes = digest.size();
    fault.at("member-after-write");
    return Reply.ok(Map.of(SIZE, Long.toString(digest.size()), DIGEST, digest.value()));
  }

  @Override
  public Reply end(boolean committed) {
    fault.at("member-before-end");
    if (committed) {
      round.committed();
      commands.taken(new Taken(number, pauseNanos, imageBytes, round.threads()));
    }
    if (committed && stop) {
      commands.leave();
      round.stay();
    } else {
      round.close();
    }
    fault.at("member-after-end");
    return Reply.ok(Map.of());
  }

  @Override
  public boolean breakOff() {
    if (stop && committed()) {
      commands.leave();
      round.stay();
      return true;
    }
    round.close();
    return false;
  }

  private boolean committed() {
    try {
      for (Checkpoint checkpoint : incarnation.store().checkpoints()) {
        if (checkpoint.number() == number) {
          return checkpoint.manifest().incarnation() == incarnation.number();
        }
      }
    } catch (IOException e) {
      Diagnostics.warn("it can't be told whether checkpoint " + number + " was committed", e);
    }
    return false;
  }
}
