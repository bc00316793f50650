package dev.district.image.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The word that the members of a restart wait for: {@code run/released}, a {@link RecordText}
 * titled {@code district-release} with the number of the incarnation. It appears whole, by one
 * rename, so that all run or none.
 *
 * <p>Whoever restarts a district holds its turn until then. A member that finds the turn free and
 * no word has been left alone, and must not run.
 */
public final class Release {
  static final String FILE = "released";
  private static final String TITLE = "district-release";

  private final DistrictStore store;
  private final long incarnation;

  Release(DistrictStore store, long incarnation) {
    this.store = store;
    this.incarnation = incarnation;
  }

  /** Lets all members run. */
  public void give() throws IOException {
    store.disk().replace(file(), encode(incarnation));
  }

  static byte[] encode(long incarnation) {
    return new RecordText(TITLE).put("number", incarnation).encode();
  }

  /** Whether they may run. */
  public boolean given() throws IOException {
    Path file = file();
    return StoreDisk.exists(file)
        && RecordText.decode(TITLE, store.disk().read(file), file.toString())
                .number("number", file.toString())
            == incarnation;
  }

  /** Whether nobody can give it any more. */
  public boolean orphaned() throws IOException {
    return !StoreLock.isHeldAlone(store.turnFile()) && !given();
  }

  private Path file() {
    return store.runDirectory().resolve(FILE);
  }
}
