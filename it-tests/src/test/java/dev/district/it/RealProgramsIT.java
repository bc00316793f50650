package dev.district.it;

import dev.district.it.harness.Matrix;
import dev.district.it.harness.Programs;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RealProgramsIT {
  @TestFactory
  Stream<DynamicTest> outputIsThatOfAnUninterruptedRun() {
    return Matrix.of(Programs.real());
  }
}
