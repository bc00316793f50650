package dev.district.image.meta;

import java.io.Serializable;

/**
 * A connection to a member of another district: positions in both directions, counted from the
 * connection's beginning, and the bytes that are needed when the other side goes back.
 */
public final class CrossingMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  public String district = "";

  public String member = "";

  /** Tells the connection from others between the same addresses. */
  public long nonce;

  /** How many bytes the program had written, and read. */
  public long writes;

  public long reads;

  /** The last bytes that were written, and read. */
  public transient Bytes sent = Bytes.NONE;

  public transient Bytes received = Bytes.NONE;

  /** What the other side had got already, and the program was to write again. */
  public transient Bytes expected = Bytes.NONE;

  /** The other side had got the end behind these. */
  public boolean endExpected;

  /**
   * From which position on bytes were written, and read, in which step of cause and effect:
   * position and step, each again and again.
   */
  public long[] writtenSteps = {};

  public long[] readSteps = {};

  /** The other side commits checkpoints that the connection is part of. */
  public boolean otherGoesBack;
}
