package dev.district.launcher.command;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.ExitCode;
import dev.district.control.Reply;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Districts;
import dev.district.launcher.process.AgentJar;
import dev.district.launcher.process.ForegroundJvm;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.process.MemberLink;
import dev.district.launcher.process.ShellSignal;
import dev.district.launcher.process.SignalRelay;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The product in half a minute: run, checkpoint, SIGKILL, restart. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the whole way: runs a sample whose three threads count together, takes a checkpoint,"
          + " kills the program with SIGKILL, restarts it, and lets it go on to its end.",
      "Takes a few seconds and leaves nothing behind."
    },
    footer = {"", "Examples:", "  restore-launcher demo"})
public final class DemoVerb implements Callable<Integer> {
  private static final String SAMPLES = "samples/target/district-samples.jar";
  private static final String MAIN = "dev.district.samples.Counter";
  private static final String DISTRICT = "demo";
  private static final Duration CHECKPOINT_LIMIT = Duration.ofSeconds(30);
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration BEFORE_CHECKPOINT = Duration.ofMillis(1500);
  private static final Duration BEFORE_KILL = Duration.ofMillis(800);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "40",
      description = "How far to count, ten rounds a second; ${DEFAULT-VALUE} if not given.")
  private int rounds = 40;

  private volatile @Nullable ForegroundJvm shown;

  @Override
  public Integer call() throws Exception {
    Path samples = samples();
    Path home = Files.createTempDirectory("district-demo");
    say("$ export DISTRICT_HOME=" + home);
    say("$ restore-launcher format " + DISTRICT);
    Districts districts = Districts.at(home);
    DistrictStore district = districts.format(DISTRICT);
    try {
      return show(district, home, samples);
    } finally {
      districts.remove(DISTRICT);
      Files.deleteIfExists(home);
    }
  }

  private int show(DistrictStore district, Path home, Path samples) throws Exception {
    AgentOptions options =
        AgentOptions.parse("")
            .with(AgentOption.DISTRICT, DISTRICT)
            .with(AgentOption.HOME, home.toString());
    Launch launch = new Launch(district, options);
    MemberLink link = MemberLink.of(home, DISTRICT, options.member());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    say("$ restore-launcher run demo -- java -cp " + SAMPLES + " " + MAIN + " " + rounds);
    ForegroundJvm first =
        launch.begin(
            List.of(java, "-cp", samples.toString(), MAIN, Integer.toString(rounds)),
            Path.of("").toAbsolutePath());
    shown = first;
    try (SignalRelay relay = new SignalRelay(this::passOn)) {
      awaitAgent(first, link);
      Thread.sleep(BEFORE_CHECKPOINT.toMillis());
      say("$ restore-launcher checkpoint " + DISTRICT);
      Reply reply = link.checkpoint(false, false, CHECKPOINT_LIMIT);
      if (!reply.isOk()) {
        throw new LaunchFailed(
            ExitCode.REFUSED, "the checkpoint was refused: " + reply.message(), "See 'doctor'");
      }
      say(reply.values().get(Reply.CHECKPOINT) + "    (committed; the program goes on)");
      Thread.sleep(BEFORE_KILL.toMillis());
      say("$ kill -9 " + first.pid());
      first.kill();
      say(
          "The program is dead (exit code "
              + first.await()
              + "). A fresh JVM goes on from the"
              + " checkpoint; the rounds after it are counted again:");
      say("$ restore-launcher restart " + DISTRICT);
      ForegroundJvm second = launch.resume(null);
      shown = second;
      int code = second.await();
      say("The program ended by itself, with exit code " + code + ".");
      return code;
    } finally {
      end();
    }
  }

  private void passOn(ShellSignal signal) {
    ForegroundJvm jvm = shown;
    if (jvm != null) {
      jvm.signal(signal);
    }
  }

  private void end() throws InterruptedException {
    ForegroundJvm jvm = shown;
    if (jvm != null) {
      jvm.kill();
      jvm.await();
    }
  }

  private static void awaitAgent(ForegroundJvm jvm, MemberLink link) throws Exception {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (link.status(START_LIMIT) == null) {
      if (jvm.await(Duration.ofMillis(50)) || System.nanoTime() > deadline) {
        throw new LaunchFailed(
            ExitCode.TIMED_OUT, "the sample's agent does not answer", "See 'doctor'");
      }
    }
  }

  private static Path samples() throws LaunchFailed {
    Path samples = AgentJar.sibling(SAMPLES);
    if (!Files.isReadable(samples)) {
      throw new LaunchFailed(
          ExitCode.LAUNCHER_FAILED,
          "the samples " + samples + " are missing",
          "Build them: mvn -q -DskipTests package");
    }
    return samples;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("# " + line);
    out.flush();
  }
}
