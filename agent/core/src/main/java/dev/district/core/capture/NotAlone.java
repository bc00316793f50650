package dev.district.core.capture;

import dev.district.image.store.Incarnation;
import dev.district.image.store.Seat;
import java.io.IOException;
import java.util.List;

/** This JVM must not commit a checkpoint of its own: the district has other members. */
public final class NotAlone extends Exception {
  private static final long serialVersionUID = 1L;

  private NotAlone(String message) {
    super(message);
  }

  /** To be asked with the turn, when nobody can join. */
  static void check(Incarnation incarnation) throws NotAlone, IOException {
    List<Seat> others = incarnation.others();
    if (!others.isEmpty()) {
      throw new NotAlone("member " + others.get(0).member() + " is in the district, too");
    }
  }
}
