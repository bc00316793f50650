package dev.district.launcher.command;

import dev.district.control.Reply;
import dev.district.launcher.process.ForegroundJvm;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.process.MemberLink;
import dev.district.launcher.process.ShellSignal;
import dev.district.launcher.process.SignalRelay;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Stays with a program until it ends, and passes signals on. SIGTERM means: checkpoint, then stop;
 * when the checkpoint is refused, the program gets the signal, and a second SIGTERM reaches it at
 * once.
 */
final class Supervisor implements AutoCloseable {
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);

  private final MemberLink link;
  private final boolean checkpointOnTerm;
  private final PrintWriter err;
  private final SignalRelay relay;
  private final CompletableFuture<ForegroundJvm> watched = new CompletableFuture<>();
  private boolean terminating;

  /** Receives signals from now on; they reach the program once it is there. */
  Supervisor(MemberLink link, boolean checkpointOnTerm, PrintWriter err) {
    this.link = link;
    this.checkpointOnTerm = checkpointOnTerm;
    this.err = err;
    relay = new SignalRelay(signal -> receive(watched.join(), signal));
  }

  /** Waits for the end of a JVM and returns its exit code. */
  int watch(ForegroundJvm jvm) throws InterruptedException {
    watched.complete(jvm);
    return jvm.await();
  }

  @Override
  public void close() {
    relay.close();
  }

  private void receive(ForegroundJvm jvm, ShellSignal signal) {
    if (signal == ShellSignal.TERM && checkpointOnTerm && isFirst() && checkpointAndStop()) {
      return;
    }
    jvm.signal(signal);
  }

  private synchronized boolean isFirst() {
    boolean first = !terminating;
    terminating = true;
    return first;
  }

  private boolean checkpointAndStop() {
    try {
      Reply reply = link.checkpoint(true, false, CHECKPOINT_TIMEOUT);
      if (reply.isOk()) {
        say(
            "district "
                + link.district()
                + " stopped at checkpoint "
                + reply.values().get(Reply.CHECKPOINT)
                + "; go on with: restore-launcher restart "
                + link.district());
        return true;
      }
      say("no checkpoint at SIGTERM, the program gets the signal: " + reply.message());
    } catch (IOException | LaunchFailed e) {
      say("no checkpoint at SIGTERM, the program gets the signal: " + e.getMessage());
    }
    return false;
  }

  private void say(String message) {
    err.println("restore-launcher: " + message);
    err.flush();
  }
}
