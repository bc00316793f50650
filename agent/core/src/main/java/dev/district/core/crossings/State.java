package dev.district.core.crossings;

/** How a connection stands. */
enum State {
  /** Bytes flow. */
  LIVE,
  /** The connection has ended, and it is not known why. */
  SUSPECT,
  /** The other side is away; a {@link Quiet} connection stands in. */
  HELD,
  /** Not to be resumed; see {@link Crossing#reason}. */
  BROKEN,
  /** The program has closed it. What the other side may still ask for is kept. */
  CLOSED
}
