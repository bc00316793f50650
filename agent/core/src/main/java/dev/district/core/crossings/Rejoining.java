package dev.district.core.crossings;

/** A connection whose two sides are about to meet again, from this side. */
final class Rejoining {
  final Crossing crossing;
  final byte[] unread;
  final Side mine;
  Side theirs;

  /** What the other side has got, but its program has not read. */
  byte[] unreadThere = {};

  /** What the program is going to write once more. */
  byte[] expected = {};

  Rejoining(Crossing crossing, byte[] unread) {
    this.crossing = crossing;
    this.unread = unread;
    this.mine = Side.of(crossing, unread);
    this.theirs = mine;
  }

  /** Gets ready for the new connection; what is to be sent before the program writes. */
  byte[] getReady() {
    return crossing.getReady(unreadThere, expected, mine, theirs);
  }

  /** Whether one of the two has got what the other has not written, after its rollback. */
  boolean isApart() {
    return mine.ahead(theirs) > 0 || theirs.ahead(mine) > 0;
  }

  /** Whether this side has to write what the other has got already. */
  boolean isBehind() {
    return theirs.ahead(mine) > 0;
  }
}
