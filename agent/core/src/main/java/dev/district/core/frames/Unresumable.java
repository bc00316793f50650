package dev.district.core.frames;

/**
 * A stack that can't be rebuilt as it stands now. Not fatal: the thread may run on to its next
 * poll, where the frame in question may be gone.
 */
public final class Unresumable extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String frame;

  public Unresumable(String reason, Object frame) {
    super(
        reason + "\n  at " + frame + " [" + Thread.currentThread().getName() + "]",
        null,
        false,
        false);
    this.reason = reason;
    this.frame = frame.toString();
  }

  /** Why, in a sentence without a full stop. */
  public String reason() {
    return reason;
  }

  /** The frame: class, method, descriptor and bytecode index. */
  public String frame() {
    return frame;
  }
}
