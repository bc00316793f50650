package dev.district.launcher.command;

import dev.district.control.AgentOption;
import dev.district.control.AgentOptions;
import dev.district.control.DurationText;
import dev.district.image.store.DistrictStore;
import dev.district.launcher.district.Company;
import dev.district.launcher.process.MemberLink;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a program under the agent and stays with it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    customSynopsis = "restore-launcher run D [OPTIONS] -- java [JVM OPTIONS] MAIN [ARGUMENTS]",
    description = {
      "Runs a Java program as a member of a district, in the foreground: stdin, stdout, stderr,"
          + " signals and the exit code are the program's own.",
      "A district that runs gets one more member: give each its name with --member.",
      "SIGTERM takes a checkpoint and stops the program; it exits with 143, and 'restart' goes on."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher run d -- java -jar app.jar",
      "  restore-launcher run d --format --every 5s -- java -Xmx1g -cp lib/app.jar org.example.Main x",
      "  restore-launcher run d --member db --on-crash restart -- java -jar db.jar",
      "  restore-launcher run d --self-test 300ms -- java -jar app.jar",
      "",
      "Without the launcher, this does the same:",
      "  java -javaagent:agent/dist/target/district-agent.jar=district=d -jar app.jar"
    })
public final class RunVerb implements Callable<Integer>, RunsProgram {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private ProgramOptions options = new ProgramOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--format", description = "Make the district when there is none yet.")
  private boolean format;

  @Option(
      names = "--self-test",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = {
        "At each interval checkpoint, kill (SIGKILL) and restart the program, until it ends by"
            + " itself: shows whether it survives."
      })
  private @Nullable Duration selfTest;

  @Parameters(
      index = "1..*",
      paramLabel = "java …",
      description = "The program's command line, after --.")
  private List<String> words = List.of();

  @Override
  public Integer call() throws Exception {
    Path home = DistrictArgument.home();
    DistrictStore place = format ? district.openOrFormat() : district.open();
    AgentOptions agent = options.agent(home, place.name());
    options.applyPolicy(place);
    Path directory = Path.of("").toAbsolutePath();
    PrintWriter err = spec.commandLine().getErr();
    Duration interval = selfTest;
    if (interval != null) {
      AgentOptions tested = agent.with(AgentOption.SELF_TEST, DurationText.format(interval));
      MemberLink link = MemberLink.of(home, place.name(), agent.member());
      return new SelfTest(new Launch(place, tested), link, interval).run(words, directory, err);
    }
    Launch launch = new Launch(place, agent);
    return new Staying(place, home, agent, options, spec)
        .with(() -> Company.of(place, agent.member(), launch.begin(words, directory)));
  }
}
