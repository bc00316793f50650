package dev.district.image.meta;

import java.io.Serializable;

/** The descriptor of a socket or of one end of a pipe. */
public final class SocketMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Not connected; bound where {@link #local} says so. */
  public static final String IDLE = "IDLE";

  public static final String LISTENING = "LISTENING";

  /** Connected, the other end is the socket of index {@link #peer}. */
  public static final String INNER = "INNER";

  /** Connected, the other end is the socket of another member with these addresses, mirrored. */
  public static final String MEMBER = "MEMBER";

  /** Connected, the other end is outside. */
  public static final String CROSSING = "CROSSING";

  /**
   * Connected and not yet accepted by the listening socket of index {@link #peer}, -1: of another
   * member.
   */
  public static final String WAITING = "WAITING";

  /** A connection to {@link #remote} is being made. */
  public static final String CONNECTING = "CONNECTING";

  /** Good for nothing any more but being closed. */
  public static final String DEAD = "DEAD";

  /** One end of a pipe; the other is that of index {@link #peer}, or closed. */
  public static final String PIPE_SOURCE = "PIPE_SOURCE";

  public static final String PIPE_SINK = "PIPE_SINK";

  /** Id of the object that owns the descriptor. */
  public int owner;

  /** One of the words above. */
  public String role = "";

  /** {@code AF_…} and {@code SOCK_…} of the kernel. */
  public int domain;

  public int type;

  /** Raw {@code sockaddr} structures; empty when there is none. */
  public byte[] local = {};

  public byte[] remote = {};

  /** How many connections a listening socket keeps. */
  public int backlog;

  public boolean nonBlocking;

  /** Level, name, value, each again and again. */
  public int[] options = {};

  /** {@code SO_LINGER} in seconds, negative for off. */
  public int linger;

  /** Index of the other end, -1 for none. */
  public int peer = -1;

  /** What had come in, or is in the pipe, and had not been read. */
  public transient Bytes unread = Bytes.NONE;

  /** Bytes for a side outside that had not arrived. */
  public int unsent;

  /** How many bytes it had sent to a side outside, and received from it; -1 if unknown. */
  public long sentBytes = -1;

  public long receivedBytes = -1;

  /**
   * What it had sent to a connection that waits to be accepted; for a {@link #MEMBER}, what the
   * program had written and what was not even in the other side's {@link #unread}.
   */
  public transient Bytes sent = Bytes.NONE;

  /** One, if the other end is a member of another district that keeps what is needed. */
  public CrossingMeta[] crossing = {};

  /** Place among the connections that wait to be accepted. */
  public int order;

  /** The program has shut down its input, its output. */
  public boolean inputShut;

  public boolean outputShut;

  /** The other side has shut down its output: the end comes after the unread bytes. */
  public boolean ended;
}
