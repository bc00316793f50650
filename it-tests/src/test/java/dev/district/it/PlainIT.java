package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.Jdk;
import dev.district.it.harness.Matrix;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Programs;
import dev.district.it.harness.References;
import dev.district.it.harness.Running;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The programs themselves: two runs without agent print the same, else nothing here has a meaning.
 */
class PlainIT {
  @TestFactory
  Stream<DynamicTest> twoRunsPrintTheSame() {
    return Matrix.rotated(Programs.all())
        .flatMap(
            program ->
                Jdk.all().stream()
                    .map(
                        jdk ->
                            DynamicTest.dynamicTest(
                                program + " " + jdk, () -> twice(program, jdk))));
  }

  private static void twice(Program program, Jdk jdk) throws InterruptedException {
    Outcome first = References.of(program, jdk);
    Path here = Path.of("").toAbsolutePath();
    Outcome second = Running.start(program.command(jdk), here, Map.of()).await(120_000);
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEqualTo(first.err());
    assertThat(second.exit()).isEqualTo(first.exit());
    assertThat(second.out()).contains("done: ");
  }
}
