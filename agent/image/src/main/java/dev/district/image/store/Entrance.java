package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How processes get into a district.
 *
 * <p>Two locks rule it. {@code lock} is shared by all processes of the running incarnation, so that
 * an incarnation begins only when nobody of an older one is alive: not even one that is suspended.
 * {@code turn} is held for moments by whoever changes who is in or what is committed; hence nobody
 * joins while a checkpoint is being made.
 */
final class Entrance {
  private static final int TURN_ATTEMPTS = 200;

  private final DistrictStore store;

  private Entrance(DistrictStore store) {
    this.store = store;
  }

  static Entrance of(DistrictStore store) {
    return new Entrance(store);
  }

  /** The next incarnation, with the turn. */
  Incarnation begin() throws IOException {
    StoreLock turn = takeTurn();
    try {
      return begin(turn);
    } catch (IOException | RuntimeException | Error e) {
      turn.close();
      throw e;
    }
  }

  Incarnation begin(String member) throws IOException {
    StoreName.check(member);
    return seated(begin(), member);
  }

  Incarnation join(String member, long number) throws IOException {
    StoreName.check(member);
    StoreLock turn = takeTurn();
    try {
      Incarnation incarnation =
          number == 0 && !store.isRunning() ? begin(turn) : enter(number, turn);
      return seated(incarnation, member);
    } finally {
      turn.close();
    }
  }

  Incarnation follow(String member, long number) throws IOException {
    return seated(enter(number, null), StoreName.check(member));
  }

  Incarnation coordinate() throws IOException {
    StoreLock turn = takeTurn();
    try {
      return new Incarnation(store, null, turn, store.incarnation());
    } catch (IOException | RuntimeException | Error e) {
      turn.close();
      throw e;
    }
  }

  /** The next incarnation, to which the turn goes. */
  Incarnation begin(StoreLock turn) throws IOException {
    StoreLock exclusive = StoreLock.acquire(store.lockFile());
    long number;
    try {
      number = store.incarnation() + 1;
      store.writeIncarnation(number);
      exclusive.describe("process " + ProcessHandle.current().pid() + ", incarnation " + number);
      Seats.of(store).clear();
    } finally {
      exclusive.close();
    }
    Incarnation incarnation = new Incarnation(store, share(), turn, number);
    try {
      incarnation.clean();
      return incarnation;
    } catch (IOException | RuntimeException | Error e) {
      incarnation.close();
      throw e;
    }
  }

  private Incarnation enter(long number, @Nullable StoreLock turn) throws IOException {
    StoreLock shared = share();
    long newest;
    try {
      newest = store.incarnation();
      if (number != 0 && number != newest) {
        throw new StoreException(
            Kind.STALE,
            "incarnation " + number + " is over, " + newest + " is the newest",
            store.directory().toString(),
            "start it again");
      }
    } catch (IOException | RuntimeException | Error e) {
      shared.close();
      throw e;
    }
    return new Incarnation(store, shared, turn, newest);
  }

  private static Incarnation seated(Incarnation incarnation, String member) throws IOException {
    try {
      incarnation.sit(member);
      incarnation.yieldTurn();
      return incarnation;
    } catch (IOException | RuntimeException | Error e) {
      incarnation.close();
      throw e;
    }
  }

  private StoreLock share() throws IOException {
    return StoreLock.acquire(
        store.lockFile(), true, 10, "the district is being begun or removed", "try again");
  }

  StoreLock takeTurn() throws IOException {
    StoreLock turn =
        StoreLock.acquire(
            store.turnFile(),
            false,
            TURN_ATTEMPTS,
            "a checkpoint or a restart of the district is going on",
            "try again when it is done; if that process is suspended, let it go on or kill it");
    try {
      turn.describe("process " + ProcessHandle.current().pid());
    } catch (IOException e) {
      // a full disk: 'prune' takes the turn, too
    }
    return turn;
  }
}
