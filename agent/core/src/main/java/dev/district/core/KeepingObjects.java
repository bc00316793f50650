package dev.district.core;

import dev.district.jdk.VirtualThreads;
import dev.district.jdk.VmFlags;

/**
 * Keeps the compiler from replacing objects by registers while a restart does not know yet whether
 * the image has virtual threads, whose frames could not be walked in code that does ({@link
 * VirtualThreadUse}): until then much of the agent has run, and of the JDK with it.
 */
final class KeepingObjects {
  private static final String FLAG = "EliminateAllocations";

  private final boolean before;

  private KeepingObjects(boolean before) {
    this.before = before;
  }

  /** Before anything else of a restart. */
  static KeepingObjects begin() {
    if (!VirtualThreads.supported()) {
      return new KeepingObjects(false);
    }
    VmFlags flags = new VmFlags();
    boolean before = flags.getBoolean(FLAG);
    flags.setBoolean(FLAG, false);
    return new KeepingObjects(before);
  }

  /**
   * @param needed whether it has to stay like that
   */
  void endUnless(boolean needed) {
    if (before && !needed) {
      new VmFlags().setBoolean(FLAG, true);
    }
  }
}
