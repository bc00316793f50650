package dev.district.jdk;

/**
 * What the kernel tells about a TCP connection at one moment ({@code struct tcp_info} of {@code
 * linux/tcp.h}, states of {@code include/net/tcp_states.h}).
 */
final class TcpInfo {
  /** As many bytes as are looked at. */
  static final int BYTES = 216;

  private static final int ESTABLISHED = 1;
  private static final int SYN_SENT = 2;
  private static final int FIN_WAIT1 = 4;
  private static final int FIN_WAIT2 = 5;
  private static final int TIME_WAIT = 6;
  private static final int CLOSED = 7;
  private static final int CLOSE_WAIT = 8;
  private static final int LAST_ACK = 9;
  private static final int LISTEN = 10;
  private static final int CLOSING = 11;

  private static final int UNACKED = 24;
  private static final int SACKED = 28;
  private static final int ACKED = 120;
  private static final int RECEIVED = 128;
  private static final int SENT = 200;
  private static final int RESENT = 208;

  private final byte[] bytes;

  TcpInfo(byte[] bytes) {
    this.bytes = bytes;
  }

  private int state() {
    return bytes[0];
  }

  /** How many connections a listening socket keeps until they are accepted. */
  int backlog() {
    return Raw.getInt(bytes, at(SACKED));
  }

  /** How many connections wait to be accepted. */
  int waiting() {
    return Raw.getInt(bytes, at(UNACKED));
  }

  long sent() {
    return bytes.length < BYTES ? -1 : int64(SENT) - int64(RESENT);
  }

  long received() {
    return bytes.length < BYTES ? -1 : int64(RECEIVED);
  }

  long acknowledged() {
    return int64(ACKED);
  }

  boolean hasEnded() {
    return state() >= CLOSED && state() != LISTEN;
  }

  boolean hasShutOutput() {
    return state() >= FIN_WAIT1 && state() <= TIME_WAIT
        || state() == LAST_ACK
        || state() == CLOSING;
  }

  boolean isConnecting() {
    return state() == SYN_SENT;
  }

  boolean isConnected() {
    return state() == ESTABLISHED
        || state() == CLOSE_WAIT
        || state() >= FIN_WAIT1 && state() <= FIN_WAIT2;
  }

  private long int64(int offset) {
    return Raw.getLong(bytes, at(offset));
  }

  private static long at(int offset) {
    return Raw.arrayBase(byte[].class) + offset;
  }
}
