package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.ImageReader;
import dev.district.image.store.Checkpoint;
import dev.district.launcher.report.Progress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is in an image. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what a checkpoint holds: origin, sizes, threads with their stack traces, the largest"
          + " classes, system properties.",
      "Exits with 6 when the image is damaged."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher inspect d            # the newest checkpoint",
      "  restore-launcher inspect d 3 --classes 100",
      "  restore-launcher inspect d --json"
    })
public final class InspectVerb implements Callable<Integer> {
  @Mixin private DistrictArgument district = new DistrictArgument();
  @Mixin private MemberOption member = new MemberOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "N",
      description = "Number of the checkpoint; the newest if not given.")
  private @Nullable Long number;

  @Option(
      names = "--classes",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "How many classes to show, the largest first; ${DEFAULT-VALUE} if not given.")
  private int classes = 20;

  @Override
  public Integer call() throws Exception {
    Checkpoint checkpoint = DistrictArgument.checkpoint(district.open(), number);
    String name = member.name();
    ImageContents contents =
        Progress.during(
            "reading checkpoint " + checkpoint.number(),
            () -> {
              try (ImageReader reader = checkpoint.open(name)) {
                return ImageContents.of(reader);
              }
            });
    json.print(() -> ImageJson.of(contents), () -> ImageText.of(contents, classes));
    return ExitCode.OK.code();
  }
}
