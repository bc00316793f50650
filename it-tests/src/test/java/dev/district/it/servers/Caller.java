package dev.district.it.servers;

/** A client that lets a server count, and knows what it has to answer. */
interface Caller extends AutoCloseable {
  /** Connects, or connects again. */
  void connect() throws Exception;

  /**
   * Has one added, and returns the sum. An exception means that there was no answer: whether one
   * has been added is not known, and the connection is of no use any more.
   */
  long add() throws Exception;

  /** What must hold of the server's state whatever has happened; throws if it doesn't. */
  default void check() throws Exception {}

  @Override
  void close();
}
