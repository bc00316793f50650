package dev.district.core.frames;

/** How a frame takes up its work again. */
enum ResumeMode {
  /** The inner frame's result is the result of the call in progress. */
  AFTER_CALL,
  /**
   * The frame has a monitor pending: the inner frame runs first, outside of that monitor, then the
   * monitor is entered and the poll in progress is made again, so that a checkpoint under way at
   * that moment is seen.
   */
  REENTER,
  /**
   * The instruction in progress isn't a call: the inner frame runs, then the instruction is
   * executed again.
   */
  REEXECUTE
}
