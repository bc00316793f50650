package dev.district.core.capture;

import dev.district.core.capture.Standstill.Standing;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.diag.Diagnostics;
import dev.district.core.heap.HeapCapture;
import dev.district.core.sockets.SocketCapture;
import dev.district.image.ImageDigest;
import dev.district.image.SocketSections;
import dev.district.image.files.FileCapture;
import dev.district.image.meta.Manifest;
import dev.district.image.meta.SocketsMeta;
import dev.district.image.meta.ThreadsMeta;
import dev.district.image.store.Meeting;
import dev.district.jdk.ReferenceQueues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One standstill of this JVM, step by step: hold, capture, release, write. Closing it lets the
 * program run on, whatever has been done so far.
 */
public final class Round implements AutoCloseable {
  private final Checkpointer checkpointer;
  private List<Standing> standing = List.of();
  private @Nullable Captured captured;
  private @Nullable SocketsMeta sockets;
  private @Nullable Meeting meeting;
  private @Nullable QuietReferences references;
  private long begin;
  private boolean held;
  private boolean written;

  /** What was captured while the world stood still. */
  record Captured(
      HeapCapture heap,
      ThreadsMeta threads,
      SocketCapture sockets,
      @Nullable FileCapture files,
      Manifest manifest) {}

  Round(Checkpointer checkpointer) {
    this.checkpointer = checkpointer;
  }

  /** Does what need not be done while the world stands still; refuses what can be seen now. */
  public void prepare() throws CheckpointRefused {
    checkpointer.prepare();
  }

  /**
   * Prepares, holds and captures, as the only member. The reference handler takes nothing over from
   * before the threads stop: a thread that is stopped while it waits for a reference queue has the
   * queue's lock, and what the handler would have in its hands then is in no list.
   */
  void take(long number, String member) throws CheckpointRefused {
    checkpointer.prepare();
    synchronized (ReferenceQueues.handling()) {
      ReferenceQueues.awaitHandler();
      stand();
      captured = checkpointer.capture(standing, number);
      standing = List.of();
    }
    content().sockets.meet(member, Map.of(member, connections()));
    sockets = content().sockets.settle(null);
  }

  /** Brings the world to a standstill, or leaves it running. */
  public void hold() throws CheckpointRefused {
    checkpointer.prepare();
    references = QuietReferences.begin();
    stand();
  }

  private void stand() throws CheckpointRefused {
    begin = System.nanoTime();
    standing = checkpointer.stand();
    held = true;
  }

  /** Copies the state into memory outside the heap. */
  public void capture(long number) throws CheckpointRefused {
    try {
      List<Standing> threads = standing;
      captured =
          Objects.requireNonNull(references).call(() -> checkpointer.capture(threads, number));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CheckpointRefused refused) {
        throw refused;
      }
      throw new IllegalStateException("the capture failed", e.getCause());
    }
    standing = List.of();
    letReferencesGo();
  }

  private void letReferencesGo() {
    if (references != null) {
      references.close();
      references = null;
    }
  }

  /** What the other members have to know of this one's connections. */
  public String connections() {
    return content().sockets.ends();
  }

  /**
   * Finds the connections that lead to other members.
   *
   * @param place where it is settled whether bytes are taken out of them
   * @param told {@link #connections} of all members
   */
  public void agree(Meeting place, Map<String, String> told) throws CheckpointRefused {
    if (content().sockets.meet(checkpointer.member(), told)) {
      meeting = place;
    }
  }

  /**
   * Takes up what is under way in connections, if all do.
   *
   * @param wish whether this member would
   * @return whether it has been done
   */
  public boolean settle(boolean wish) throws IOException {
    Meeting place = meeting;
    boolean takesPlace = place == null || place.settle(wish);
    meeting = null;
    if (takesPlace) {
      sockets = content().sockets.settle(place);
    }
    return takesPlace;
  }

  /** Lets the world run. */
  public void release() {
    letReferencesGo();
    if (held) {
      held = false;
      checkpointer.letGo();
    }
  }

  /** Writes the image and forces it to the disk. */
  public ImageDigest write(Path file) throws IOException {
    ImageDigest digest = checkpointer.write(content(), Objects.requireNonNull(sockets), file);
    written = true;
    return digest;
  }

  /** The checkpoint exists. */
  public void committed() {
    content().sockets.cut().committed();
  }

  /** Leaves the world standing still for good; the caller ends the JVM. */
  public void stay() {
    held = false;
  }

  /** How long the world has been standing still. */
  public long pauseNanos() {
    return System.nanoTime() - begin;
  }

  public long capturedAtMillis() {
    return content().manifest.capturedAtMillis;
  }

  public int threads() {
    return content().threads.threads.length;
  }

  private Captured content() {
    Captured content = captured;
    if (content == null) {
      throw new IllegalStateException("nothing has been captured");
    }
    return content;
  }

  @Override
  public void close() {
    leaveMeeting();
    release();
    if (captured != null && !written) {
      captured.heap.release();
    }
    captured = null;
    if (sockets != null) {
      SocketSections.close(sockets);
      sockets = null;
    }
  }

  /**
   * Somebody else may have begun to take bytes out of connections that lead here; then this member
   * goes through with it.
   */
  private void leaveMeeting() {
    try {
      if (meeting != null) {
        settle(false);
      }
    } catch (IOException | RuntimeException e) {
      Diagnostics.warn("connections to other members may have been broken", e);
    }
  }
}
