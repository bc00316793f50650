package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What the loaders of {@link TwoVersions} define, each for itself. */
public final class Guest implements IntFunction<String> {
  private static final List<String> LOG = new ArrayList<>();
  private static int calls;

  private enum Mood {
    CALM,
    BUSY {
      @Override
      String text() {
        return "very busy";
      }
    };

    String text() {
      return name();
    }
  }

  private record Pair(int left, Mood right) {}

  private interface Named {
    String PREFIX = "guest".concat(":");

    default String named(Object o) {
      return PREFIX + o;
    }
  }

  private final Named named = new Named() {};
  private final Map<Mood, Integer> moods = new EnumMap<>(Mood.class);
  private Pair last = new Pair(0, Mood.CALM);

  @Override
  public String apply(int step) {
    calls++;
    Mood mood = step % 3 == 0 ? Mood.BUSY : Mood.CALM;
    Pace.beat();
    moods.merge(mood, 1, Integer::sum);
    Runnable noted = () -> LOG.add(mood.text() + step);
    noted.run();
    last =
        switch (mood) {
          case CALM -> new Pair(last.left() + step, mood);
          case BUSY -> new Pair(last.left() - step, last.right());
        };
    return named.named(last.left()) + " " + last.right() + " " + moods + " " + calls;
  }

  /** Whether what this class sees is its own. */
  @Override
  public String toString() {
    return LOG.size() + " " + LOG.get(LOG.size() - 1) + " " + (Mood.valueOf("BUSY") == Mood.BUSY);
  }
}
