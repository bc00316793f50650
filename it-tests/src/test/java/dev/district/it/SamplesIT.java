package dev.district.it;

import dev.district.it.harness.Matrix;
import dev.district.it.harness.Programs;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SamplesIT {
  @TestFactory
  Stream<DynamicTest> outputIsThatOfAnUninterruptedRun() {
    return Matrix.of(Programs.samples());
  }
}
