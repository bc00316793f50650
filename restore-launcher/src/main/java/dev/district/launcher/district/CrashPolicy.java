package dev.district.launcher.district;

import dev.district.image.store.Checkpoint;
import dev.district.image.store.DistrictConfig;
import dev.district.image.store.DistrictStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a district one of whose members has died: the survivors are stopped in any case,
 * because they remember it; then all stay stopped, or all go on from a checkpoint.
 *
 * <p>Restarts without a new checkpoint between them come after longer and longer pauses; after
 * three from one checkpoint the next older one is tried, and when there is none, the district stays
 * stopped.
 */
public enum CrashPolicy {
  STOP,
  RESTART;

  /** Its key in the district's configuration. */
  public static final String KEY = "on-crash";

  private static final int RESTARTS_PER_CHECKPOINT = 3;
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 30_000;

  /** What to do after a crash. */
  record Attempt(Checkpoint checkpoint, Duration pause, long count) {}

  /** That of a district; {@code stop} when it says nothing. */
  public static CrashPolicy of(DistrictConfig config) {
    return "restart".equals(config.get(KEY)) ? RESTART : STOP;
  }

  /** As it is written in the configuration. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The next attempt, counted; null when there is no hope left. */
  static @Nullable Attempt next(DistrictStore district) throws IOException {
    List<Checkpoint> checkpoints = district.checkpoints();
    long count = district.countRestart();
    int older = (int) ((count - 1) / RESTARTS_PER_CHECKPOINT);
    if (older >= checkpoints.size()) {
      return null;
    }
    long pause =
        count == 1 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(count - 2, 10));
    return new Attempt(
        checkpoints.get(checkpoints.size() - 1 - older), Duration.ofMillis(pause), count);
  }
}
