package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The directory {@code run}: who is in. */
final class Seats {
  static final String LOCK = ".lock";
  private static final String SOCKET = ".sock";
  private static final int READINGS = 4;

  private final DistrictStore store;

  private Seats(DistrictStore store) {
    this.store = store;
  }

  static Seats of(DistrictStore store) {
    return new Seats(store);
  }

  /**
   * Those of that incarnation, alive or not. A file that is locked and can't be read belongs to a
   * process that is just taking its seat; one that isn't locked was never finished.
   */
  List<Seat> list(long incarnation) throws IOException {
    List<Seat> seats = new ArrayList<>();
    for (Path file : StoreDisk.entries(store.runDirectory())) {
      if (file.getFileName().toString().endsWith(LOCK)) {
        add(seats, file, incarnation);
      }
    }
    return seats;
  }

  private static void add(List<Seat> seats, Path file, long incarnation) throws IOException {
    for (int reading = 1; reading <= READINGS; reading++) {
      boolean alive = false;
      try {
        alive = StoreLock.isHeldAlone(file);
        Seat seat = Seat.decode(StoreLock.read(file), alive, file.toString());
        if (seat.incarnation() == incarnation) {
          seats.add(seat);
        }
        return;
      } catch (NoSuchFileException e) {
        return;
      } catch (StoreException e) {
        if (!alive) {
          return;
        }
        StoreLock.pause();
      }
    }
    String name = file.getFileName().toString();
    seats.add(Seat.joining(name.substring(0, name.length() - LOCK.length()), incarnation));
  }

  /** Takes a member's seat for this process. */
  StoreLock take(String member) throws IOException {
    Path file = store.runDirectory().resolve(member + LOCK);
    store.disk().ensureFile(file);
    try {
      return StoreLock.acquire(
          file, false, 10, "member " + member + " is running", "choose another name");
    } catch (NoSuchFileException e) {
      throw new StoreException(
          Kind.STALE, "the incarnation is over", file.toString(), "start it again", e);
    }
  }

  /** Removes what dead incarnations left; only when nobody is in and nobody can get in. */
  void clear() throws IOException {
    for (Path file : StoreDisk.entries(store.runDirectory())) {
      String name = file.getFileName().toString();
      if (name.endsWith(LOCK) || name.endsWith(SOCKET) || name.equals(Release.FILE)) {
        Files.deleteIfExists(file);
      }
    }
    Meeting.clear(store);
  }
}
