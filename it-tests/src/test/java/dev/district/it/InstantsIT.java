package dev.district.it;

import dev.district.it.harness.Matrix;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every sample and every real program at many random instants: going on, and killed. */
class InstantsIT {
  @TestFactory
  Stream<DynamicTest> everyInstantWillDo() {
    int instants = Settings.isLong() ? Settings.instants() : 5;
    return Matrix.manyInstants(
        Stream.of(Programs.samples(), Programs.real()).flatMap(List::stream).toList(), instants);
  }
}
