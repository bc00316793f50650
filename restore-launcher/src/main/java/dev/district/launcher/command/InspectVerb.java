package dev.district.launcher.command;

import dev.district.control.ExitCode;
import dev.district.image.ImageReader;
import dev.district.image.graph.ObjectGraph;
import dev.district.image.store.Checkpoint;
import dev.district.launcher.heap.Holders;
import dev.district.launcher.process.LaunchFailed;
import dev.district.launcher.report.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
      "Shows what a checkpoint holds: origin, sizes, threads with their stack traces, the classes and"
          + " objects that took most of the heap, system properties.",
      "Exits with 6 when the image is damaged."
    },
    footer = {
      "",
      "Examples:",
      "  restore-launcher inspect d            # the newest checkpoint",
      "  restore-launcher inspect d 3 --classes 100",
      "  restore-launcher inspect d --path com.example.Cache   # who holds one",
      "  restore-launcher inspect d --hprof d.hprof            # for VisualVM, Eclipse MAT",
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

  @Option(
      names = "--path",
      paramLabel = "CLASS",
      description = "Only say who holds an object of this class: a shortest path from a root.")
  private @Nullable String path;

  @Option(
      names = "--hprof",
      paramLabel = "FILE",
      description =
          "Only write the objects to a new file as a heap dump for VisualVM or Eclipse MAT.")
  private @Nullable Path hprof;

  @Option(
      names = "--show-secrets",
      description = "Show the values of properties named like passwords, tokens and keys, too.")
  private boolean secrets;

  @Override
  public Integer call() throws Exception {
    Checkpoint checkpoint = DistrictArgument.checkpoint(district.open(), number);
    String name = member.name();
    String place = district.name();
    if (hprof != null) {
      Path file = hprof;
      var ignored =
          read(
              "writing " + file,
              checkpoint,
              name,
              reader -> {
                HeapDumpFile.write(reader, file);
                return file;
              });
      json.print(() -> Map.of("file", file.toString()), () -> "");
    } else if (path != null) {
      String wanted = path;
      Optional<Holders.Way> found =
          read(
              "searching " + wanted,
              checkpoint,
              name,
              reader -> Holders.find(ObjectGraph.of(reader), wanted));
      Holders.Way way =
          found.orElseThrow(
              () ->
                  new LaunchFailed(
                      ExitCode.NO_SUCH,
                      "nothing in checkpoint " + checkpoint.number() + " holds " + wanted,
                      "See the names of the classes: restore-launcher inspect " + place));
      json.print(() -> Map.of("root", way.root(), "path", way.steps()), () -> lines(way));
    } else {
      ImageContents contents =
          read(
              "reading checkpoint " + checkpoint.number(),
              checkpoint,
              name,
              reader -> ImageContents.of(reader, secrets));
      json.print(() -> ImageJson.of(contents), () -> ImageText.of(contents, classes));
    }
    return ExitCode.OK.code();
  }

  /** Something that is read from an image. */
  private interface Question<T> {
    T ask(ImageReader reader) throws Exception;
  }

  private static <T> T read(
      String progress, Checkpoint checkpoint, String member, Question<T> question)
      throws Exception {
    return Progress.during(
        progress,
        () -> {
          try (ImageReader reader = checkpoint.open(member)) {
            return question.ask(reader);
          }
        });
  }

  private static String lines(Holders.Way way) {
    StringBuilder lines = new StringBuilder(way.root()).append('\n');
    way.steps().forEach(step -> lines.append("  → ").append(step).append('\n'));
    return lines.toString();
  }
}
