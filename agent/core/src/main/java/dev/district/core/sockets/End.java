package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Refills;
import dev.district.core.wire.Tuple;

/**
 * What a member tells the others about one of its sockets that has to do with somebody outside of
 * it, as a line of words:
 *
 * <pre>
 * LOCAL-HOST LOCAL-PORT REMOTE-HOST REMOTE-PORT WAITING SENT RECEIVED unsettled shut ended
 * </pre>
 *
 * @param tuple addresses; a listening socket has no remote one
 * @param waiting connections that wait to be accepted; -1 for a socket that is connected
 * @param sent bytes that the program has sent, -1 if the kernel doesn't count them
 * @param received bytes that have been received for it, -1 if the kernel doesn't count them
 * @param unsettled some of them have not arrived at the other side, or have not been sent yet
 * @param shut the end of its output has been sent, too
 * @param ended the end of its input has come
 */
record End(
    Tuple tuple,
    int waiting,
    long sent,
    long received,
    boolean unsettled,
    boolean shut,
    boolean ended) {
  private static final int WORDS = 10;
  private static final Endpoint NONE = new Endpoint("-", 0);

  /** A listening socket. */
  static End listening(Socket socket) {
    return new End(
        new Tuple(socket.local(), NONE), socket.kernel.waiting(), 0, 0, false, false, false);
  }

  /** A connected socket. What has arrived is counted after nothing more can. */
  static End connected(Socket socket) {
    boolean unsettled =
        Refills.INSTANCE.isSending(socket.descriptor()) || socket.kernel.unsent() > 0;
    boolean ended = socket.kernel.hasEnded();
    return new End(
        socket.tuple(),
        -1,
        socket.kernel.sentBytes(),
        socket.kernel.receivedBytes() - (ended ? 1 : 0),
        unsettled,
        socket.meta.outputShut && !Refills.INSTANCE.endsLater(socket.descriptor()),
        ended);
  }

  /** Whether something may be under way between two ends, in either direction. */
  static boolean isUnsettled(End one, End other) {
    return one.unsettled || other.unsettled || !hasAll(one, other) || !hasAll(other, one);
  }

  private static boolean hasAll(End receiver, End sender) {
    return sender.sent < 0 || sender.sent == receiver.received;
  }

  boolean isListening() {
    return waiting >= 0;
  }

  /** Whether a connection waits to be accepted there, or may. */
  boolean keepsWaiting(Tuple client) {
    Endpoint local = tuple.local();
    Endpoint remote = client.remote();
    return waiting > 0
        && remote.port() == local.port()
        && (local.isAny() || remote.host().equals(local.host()));
  }

  String encode() {
    return String.join(
        " ",
        tuple.local().host(),
        Integer.toString(tuple.local().port()),
        tuple.remote().host(),
        Integer.toString(tuple.remote().port()),
        Integer.toString(waiting),
        Long.toString(sent),
        Long.toString(received),
        Boolean.toString(unsettled),
        Boolean.toString(shut),
        Boolean.toString(ended));
  }

  static End decode(String line) {
    String[] words = line.split(" ");
    if (words.length != WORDS) {
      throw new IllegalArgumentException("'" + line + "' describes no socket");
    }
    return new End(
        new Tuple(
            new Endpoint(words[0], Integer.parseInt(words[1])),
            new Endpoint(words[2], Integer.parseInt(words[3]))),
        Integer.parseInt(words[4]),
        Long.parseLong(words[5]),
        Long.parseLong(words[6]),
        Boolean.parseBoolean(words[7]),
        Boolean.parseBoolean(words[8]),
        Boolean.parseBoolean(words[9]));
  }
}
