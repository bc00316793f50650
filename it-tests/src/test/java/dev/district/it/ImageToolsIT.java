package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ThreadObjectGCRoot;

/**
 * What the launcher tells of images of a real program, and whether others can read its heap dumps.
 */
class ImageToolsIT {
  private static final String KEY = "dev.district.it.programs.heap.Logging$Printing";

  /**
   * The library asserts that the strings of a dump come in one piece, as HotSpot writes them; the
   * format doesn't say so, and VisualVM runs without assertions.
   */
  static {
    ImageToolsIT.class
        .getClassLoader()
        .setPackageAssertionStatus("org.netbeans.lib.profiler.heap", false);
  }

  @TempDir Path directory;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void imagesAreTold(Jdk jdk) throws InterruptedException, IOException {
    Program program =
        Programs.tck("heap.Logging")
            .with("300")
            .withOptions("-Dit.password=hunter2", "-Dit.plain=seen");
    try (District district = District.formatted(jdk)) {
      Running running = district.run(program);
      Ready.awaitLines(running, 10);
      Ready.commit(district, running);
      Ready.commit(district, running, "--stop");
      contents(district);
      holders(district);
      Outcome diff = told(district, "diff", "D", "1", "2");
      assertThat(diff.out()).contains("objects", "java.");
      assertThat(told(district, "verify", "D").out()).contains("checkpoint 1: sound");
      Path dump = directory.resolve("d.hprof");
      assertThat(told(district, "inspect", "D", "--hprof", dump.toString()).out()).isEmpty();
      read(dump);
      assertThat(district.command("inspect", "D", "--hprof", dump.toString()).exit())
          .as("an existing file is left alone")
          .isNotZero();
    }
  }

  private static void contents(District district) throws InterruptedException {
    Outcome inspected = told(district, "inspect", "D", "--classes", "1000");
    assertThat(inspected.out()).contains("HEAP (", "LARGEST OBJECTS", KEY, "it.plain = seen");
    assertThat(inspected.out()).contains("it.password").doesNotContain("hunter2");
    assertThat(told(district, "inspect", "D", "--show-secrets").out()).contains("hunter2");
    assertThat(told(district, "inspect", "D", "--json").out())
        .contains("\"biggest\"", KEY)
        .doesNotContain("hunter2");
  }

  private static void holders(District district) throws InterruptedException {
    Outcome way = told(district, "inspect", "D", "--path", "Logging$Printing");
    assertThat(way.out()).contains(KEY).contains("→");
    assertThat(district.command("inspect", "D", "--path", "no.such.Thing").exit()).isEqualTo(4);
  }

  private static Outcome told(District district, String... words) throws InterruptedException {
    Outcome outcome = district.command(words);
    assertThat(outcome.exit()).as(Arrays.toString(words) + outcome.describe()).isZero();
    return outcome;
  }

  private static void read(Path dump) throws IOException {
    Heap heap = HeapFactory.createHeap(dump.toFile());
    JavaClass handlers = heap.getJavaClassByName(KEY);
    assertThat(handlers.getInstancesCount()).isEqualTo(2);
    assertThat(handlers.getSuperClass().getName()).isEqualTo("java.util.logging.Handler");
    JavaClass logging = heap.getJavaClassByName("dev.district.it.programs.heap.Logging");
    assertThat(logging.getStaticFieldValues()).isNotEmpty();
    assertThat(heap.getJavaClassByName("java.lang.String").getInstancesCount()).isPositive();
    assertThat(heap.getGCRoots().stream().filter(ThreadObjectGCRoot.class::isInstance))
        .isNotEmpty();
  }
}
