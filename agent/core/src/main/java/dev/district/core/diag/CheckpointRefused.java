package dev.district.core.diag;

import java.util.List;
import java.util.stream.Collectors;

/** A checkpoint that was refused before anything was committed; the program runs on untouched. */
public final class CheckpointRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Blocker> blockers;

  public CheckpointRefused(List<Blocker> blockers) {
    super(blockers.stream().map(Blocker::toString).collect(Collectors.joining("\n")));
    this.blockers = List.copyOf(blockers);
  }

  public CheckpointRefused(String cause, String place, String remedy) {
    this(List.of(new Blocker(cause, place, remedy)));
  }

  /** All blockers found, at least one. */
  public List<Blocker> blockers() {
    return blockers;
  }
}
