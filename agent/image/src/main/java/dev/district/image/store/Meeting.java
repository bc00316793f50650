package dev.district.image.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * What members that stand still agree on without anybody between them, so that it comes to an end
 * when the coordinator dies.
 *
 * <pre>
 *   run/meeting-NAME.open/    nothing is settled
 *   run/meeting-NAME.on/      it takes place, for all
 *   run/meeting-NAME.off/     it does not, for nobody
 *     MEMBER.MARK             empty: so far that member has got, or where it is to be found
 * </pre>
 *
 * One rename, of whoever comes first, settles it. The name is never used again.
 */
public final class Meeting {
  static final String PREFIX = "meeting-";
  private static final String OPEN = ".open";
  private static final String ON = ".on";
  private static final String OFF = ".off";

  private final DistrictStore store;
  private final String name;

  Meeting(DistrictStore store, String name) throws StoreException {
    this.store = store;
    this.name = StoreName.check(name);
  }

  /** Begins one that takes place in any case. */
  public void hold() throws IOException {
    store.disk().ensureDirectory(directory(ON));
  }

  /** Lets members settle it. */
  public void open() throws IOException {
    store.disk().ensureDirectory(directory(OPEN));
  }

  /**
   * Settles whether it takes place, if nobody has.
   *
   * @return whether it does
   */
  public boolean settle(boolean wish) throws IOException {
    try {
      store.disk().operations().rename(directory(OPEN), directory(wish ? ON : OFF));
      return wish;
    } catch (NoSuchFileException e) {
      return StoreDisk.exists(directory(ON));
    }
  }

  /** Tells that a member has got so far, in a meeting that takes place. */
  public void mark(String member, String mark) throws IOException {
    try {
      store.disk().operations().createFile(file(member, mark), new byte[0]);
    } catch (FileAlreadyExistsException e) {
      // told before
    }
  }

  /** Whether that member has got so far. */
  public boolean has(String member, String mark) {
    return StoreDisk.exists(file(member, mark));
  }

  /** What follows that beginning of a mark of a member; empty if there is none. */
  public String find(String member, String beginning) throws IOException {
    String start = member + "." + beginning;
    for (Path entry : StoreDisk.entries(directory(ON))) {
      String file = entry.getFileName().toString();
      if (file.startsWith(start)) {
        return file.substring(start.length());
      }
    }
    return "";
  }

  /** A number that only those know who may read the store, if the name is a random one. */
  public long secret() {
    return HexFormat.fromHexDigitsToLong(name.substring(name.lastIndexOf('-') + 1));
  }

  /** How many members have got so far. */
  public int count(String mark) throws IOException {
    int count = 0;
    for (Path entry : StoreDisk.entries(directory(ON))) {
      count += entry.getFileName().toString().endsWith("." + mark) ? 1 : 0;
    }
    return count;
  }

  /** Whether a member has died, which is the end of all of them. */
  public boolean misses(String member) throws IOException {
    for (Seat seat : store.seats()) {
      if (seat.member().equals(member)) {
        return seat.lost();
      }
    }
    return true;
  }

  /** Removes what is left of all meetings; when nobody is at one. */
  public static void clear(DistrictStore store) throws IOException {
    for (Path entry : StoreDisk.entries(store.runDirectory())) {
      if (entry.getFileName().toString().startsWith(PREFIX)) {
        store.disk().deleteTree(entry);
      }
    }
  }

  private Path file(String member, String mark) {
    return directory(ON).resolve(member + "." + mark);
  }

  private Path directory(String state) {
    return store.runDirectory().resolve(PREFIX + name + state);
  }
}
