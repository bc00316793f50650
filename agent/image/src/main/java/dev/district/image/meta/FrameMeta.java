package dev.district.image.meta;

import java.io.Serializable;

/** One frame of a captured thread. */
public final class FrameMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Kind of a slot that holds nothing: dead, or the second half of a long or double. */
  public static final byte ABSENT = 0;

  /** Kind of a slot that holds the id of an object; id 0 is null. */
  public static final byte OBJECT = 1;

  /** Kind of a slot that holds the bits of a primitive. */
  public static final byte PRIMITIVE = 2;

  /** {@code BYTECODE}, or the name of the adapter that makes the frame again. */
  public String kind = "";

  /** Number of the declaring class in section TYPES. */
  public int typeId;

  public String className = "";
  public String method = "";
  public String descriptor = "";
  public String file = "";

  /** Index of the instruction the frame stands at. */
  public int bci;

  public int line;

  /** Per local: {@link #ABSENT}, {@link #OBJECT} or {@link #PRIMITIVE}. */
  public byte[] localKinds = {};

  public long[] locals = {};

  /** As {@link #localKinds}, for the operand stack, bottom first. */
  public byte[] operandKinds = {};

  public long[] operands = {};

  /**
   * Ids of the objects whose monitors the frame holds, in the order of entering; repeated when
   * entered again.
   */
  public int[] monitors = {};

  /** Id of the object whose monitor the frame is about to enter; 0 if there is none. */
  public int pendingMonitor;

  /** What the adapter needs besides. */
  public long[] extra = {};
}
