package dev.district.it.harness;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Cases on JDKs: in a short run each is on one of them, another one with the next seed. */
public final class InTurns {
  private InTurns() {}

  /** One of the JDKs in a short run. */
  public static Stream<Jdk> jdks() {
    List<Jdk> jdks = Jdk.all();
    return Settings.isLong() || jdks.isEmpty()
        ? jdks.stream()
        : Stream.of(jdks.get((int) Math.floorMod(Settings.seed(), (long) jdks.size())));
  }

  /** Each case with a JDK. */
  public static Stream<Arguments> of(List<?> cases) {
    List<Jdk> jdks = Jdk.all();
    Stream.Builder<Arguments> all = Stream.builder();
    for (int i = 0; i < cases.size(); i++) {
      for (int j = 0; j < jdks.size(); j++) {
        if (Settings.isLong() || Math.floorMod(i + Settings.seed(), jdks.size()) == j) {
          all.add(Arguments.of(cases.get(i), jdks.get(j)));
        }
      }
    }
    return all.build();
  }
}
