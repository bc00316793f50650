package dev.district.core.heap;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects why the objects can't be captured, so that a person sees all reasons at once. */
final class Blockers {
  private static final int MOST = 50;

  private final List<Blocker> found = new ArrayList<>();

  void add(String cause, Supplier<String> place, String remedy) {
    if (found.size() < MOST) {
      found.add(new Blocker(cause, place.get(), remedy));
    }
  }

  void throwIfAny() throws CheckpointRefused {
    if (!found.isEmpty()) {
      throw new CheckpointRefused(found);
    }
  }
}
