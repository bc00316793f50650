package dev.district.launcher.process;

import dev.district.control.ControlClient;
import dev.district.control.ControlTimeoutException;
import dev.district.control.ControlUnreachableException;
import dev.district.control.DistrictHome;
import dev.district.control.DurationText;
import dev.district.control.ExitCode;
import dev.district.control.Reply;
import dev.district.control.Verb;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent of one member, asked over its control socket.
 *
 * @param district name of the district
 * @param member name of the member
 * @param socket where its agent listens
 */
public record MemberLink(String district, String member, Path socket) {
  /** How long a verb that does no work may take. */
  public static final Duration PROMPT = Duration.ofSeconds(5);

  public static MemberLink of(Path home, String district, String member) {
    return new MemberLink(district, member, DistrictHome.socket(home, district, member));
  }

  /** The member's status, or null when it isn't running; waits while a checkpoint is taken. */
  public @Nullable Reply status(Duration timeout) throws IOException {
    try {
      return ControlClient.call(socket, Verb.STATUS, Map.of(), timeout);
    } catch (ControlUnreachableException | EOFException e) {
      return null;
    }
  }

  /** Takes a checkpoint; the reply may be a refusal. */
  public Reply checkpoint(boolean stop, boolean dryRun, Duration timeout)
      throws IOException, LaunchFailed {
    return call(
        Verb.CHECKPOINT,
        Map.of(
            Verb.ARGUMENT_STOP, Boolean.toString(stop),
            Verb.ARGUMENT_DRY_RUN, Boolean.toString(dryRun)),
        timeout);
  }

  /** Ends the member without a checkpoint. */
  public Reply stop() throws IOException, LaunchFailed {
    return call(Verb.STOP, Map.of(), PROMPT);
  }

  private Reply call(String verb, Map<String, String> arguments, Duration timeout)
      throws IOException, LaunchFailed {
    try {
      return ControlClient.call(socket, verb, arguments, timeout);
    } catch (ControlUnreachableException e) {
      throw new LaunchFailed(
          ExitCode.NO_SUCH,
          "member " + member + " of district " + district + " is not running",
          "Start it with 'restore-launcher run "
              + district
              + " -- java …' or 'restart "
              + district
              + "'; see 'list'");
    } catch (EOFException e) {
      throw new LaunchFailed(
          ExitCode.NO_SUCH,
          "member " + member + " of district " + district + " ended before it answered",
          "See 'restore-launcher history " + district + "' for what was committed");
    } catch (ControlTimeoutException e) {
      throw new LaunchFailed(
          ExitCode.TIMED_OUT,
          "member "
              + member
              + " of district "
              + district
              + " did not answer within "
              + DurationText.format(timeout),
          "It may still be at work: see 'restore-launcher history " + district + "'");
    }
  }
}
