package dev.district.launcher.command;

import dev.district.control.Reply;
import dev.district.launcher.process.ForegroundJvm;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.process.MemberLink;
import dev.district.launcher.process.ShellSignal;
import dev.district.launcher.process.SignalRelay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program through as many deaths as fit into its life: at each interval checkpoint, SIGKILL,
 * restart. What the program prints is one stream, as if nothing had happened, if the program
 * survives.
 */
final class SelfTest {
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration AGENT_POLL = Duration.ofMillis(20);
  private static final Duration END = Duration.ofSeconds(10);

  private final Launch launch;
  private final MemberLink link;
  private final Duration interval;
  private final Map<String, Integer> refusals = new LinkedHashMap<>();
  private volatile @Nullable ForegroundJvm current;
  private volatile boolean interrupted;
  private int cycles;

  SelfTest(Launch launch, MemberLink link, Duration interval) {
    this.launch = launch;
    this.link = link;
    this.interval = interval;
  }

  /** Starts the program and goes on until it ends by itself; returns its exit code. */
  int run(List<String> words, Path directory, PrintWriter err) throws Exception {
    try (SignalRelay relay = new SignalRelay(this::receive)) {
      ForegroundJvm jvm = watch(launch.begin(words, directory));
      while (!endedBeforeNextKill(jvm)) {
        jvm = cycle(jvm);
      }
      int code = jvm.await();
      summarise(code, err);
      return code;
    } finally {
      ForegroundJvm left = current;
      if (left != null) {
        left.kill();
      }
    }
  }

  private ForegroundJvm watch(ForegroundJvm jvm) {
    current = jvm;
    if (interrupted) {
      jvm.signal(ShellSignal.TERM);
    }
    return jvm;
  }

  /** A signal ends the test with the life it meets. */
  private void receive(ShellSignal signal) {
    interrupted = true;
    ForegroundJvm jvm = current;
    if (jvm != null) {
      jvm.signal(signal);
    }
  }

  private boolean endedBeforeNextKill(ForegroundJvm jvm) throws InterruptedException, IOException {
    while (link.status(CHECKPOINT_TIMEOUT) == null) {
      if (jvm.await(AGENT_POLL)) {
        return true;
      }
    }
    return jvm.await(interval) || interrupted;
  }

  /** Kills a JVM after a checkpoint and returns the next; the same one when it was refused. */
  private ForegroundJvm cycle(ForegroundJvm jvm) throws Exception {
    Reply reply;
    try {
      reply = link.checkpoint(true, false, CHECKPOINT_TIMEOUT);
    } catch (LaunchFailed e) {
      if (!jvm.await(END)) {
        refusals.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
      }
      return jvm;
    }
    if (!reply.isOk()) {
      refusals.merge(reply.message(), 1, Integer::sum);
      return jvm;
    }
    jvm.kill();
    jvm.await();
    cycles++;
    Long number = Long.valueOf(reply.values().getOrDefault(Reply.CHECKPOINT, "0"));
    return interrupted ? jvm : watch(launch.resume(number));
  }

  private void summarise(int code, PrintWriter err) {
    int refused = refusals.values().stream().mapToInt(Integer::intValue).sum();
    err.println(
        "restore-launcher: self-test: "
            + cycles
            + " times checkpointed, killed and restarted; "
            + refused
            + " checkpoints refused; the program ended with "
            + code);
    refusals.forEach(
        (reason, count) -> {
          err.println("refused " + count + " times:");
          reason.lines().forEach(line -> err.println("  " + line));
        });
    err.flush();
  }
}
