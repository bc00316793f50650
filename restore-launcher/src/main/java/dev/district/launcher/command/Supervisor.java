package dev.district.launcher.command;

import dev.district.control.Reply;
import dev.district.launcher.district.Company;
import dev.district.launcher.district.DistrictControl;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.process.ShellSignal;
import dev.district.launcher.process.SignalRelay;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Passes signals on to the members that this launcher stays with. SIGTERM means: checkpoint the
 * district, then stop it; when the checkpoint is refused, the programs get the signal, and a second
 * SIGTERM reaches them at once.
 */
final class Supervisor implements AutoCloseable {
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);

  private final String district;
  private final DistrictControl control;
  private final boolean checkpointOnTerm;
  private final PrintWriter err;
  private final SignalRelay relay;
  private final CompletableFuture<Company> watched = new CompletableFuture<>();
  private volatile Runnable ending = () -> {};
  private volatile @Nullable Company present;
  private boolean terminating;

  /** Receives signals from now on; they reach the programs once they are there. */
  Supervisor(String district, DistrictControl control, boolean checkpointOnTerm, PrintWriter err) {
    this.district = district;
    this.control = control;
    this.checkpointOnTerm = checkpointOnTerm;
    this.err = err;
    relay = new SignalRelay(this::receive);
  }

  /** Where signals go from now on. */
  void watch(Company company) {
    present = company;
    watched.complete(company);
  }

  /** What to tell at the first signal. */
  void whenEnding(Runnable told) {
    ending = told;
  }

  @Override
  public void close() {
    relay.close();
  }

  private void receive(ShellSignal signal) {
    Company company = watched.join();
    ending.run();
    if (signal == ShellSignal.TERM && checkpointOnTerm && isFirst() && checkpointAndStop()) {
      return;
    }
    Company now = present;
    (now == null ? company : now).signal(signal);
  }

  private synchronized boolean isFirst() {
    boolean first = !terminating;
    terminating = true;
    return first;
  }

  private boolean checkpointAndStop() {
    try {
      Reply reply = control.checkpoint(true, false, CHECKPOINT_TIMEOUT);
      if (reply.isOk()) {
        say(
            "district "
                + district
                + " stopped at checkpoint "
                + reply.values().get(Reply.CHECKPOINT)
                + "; go on with: restore-launcher restart "
                + district);
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
