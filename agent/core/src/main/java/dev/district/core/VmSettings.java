package dev.district.core;

import dev.district.control.AgentOptions.Materialise;
import dev.district.core.capture.Materialiser;
import dev.district.core.diag.Diagnostics;
import dev.district.jdk.VmFlags;

/**
 * The VM flags that a checkpoint relies on, written in {@code premain} before any application code
 * is compiled, and read back. Counted loops without safepoints (the default under Serial and
 * Parallel) would never poll.
 */
final class VmSettings {
  private VmSettings() {}

  static Materialiser apply(Materialise wanted) {
    VmFlags flags = new VmFlags();
    if (flags.has("UseBiasedLocking") && flags.getBoolean("UseBiasedLocking")) {
      throw new IllegalStateException(
          "-XX:+UseBiasedLocking moves identity hashes; start the program without it");
    }
    setBoolean(flags, "UseCountedLoopSafepoints", true);
    if (flags.getLong("LoopStripMiningIter") <= 1) {
      setLong(flags, "LoopStripMiningIter", 1000);
      setLong(flags, "LoopStripMiningIterShortLoop", 100);
    }
    Materialiser materialiser = Materialiser.choose(wanted);
    if (materialiser.needsFlag()) {
      setBoolean(flags, "EliminateAllocations", false);
      Diagnostics.note("escape analysis does not replace objects from now on", null);
    }
    return materialiser;
  }

  private static void setBoolean(VmFlags flags, String name, boolean value) {
    flags.setBoolean(name, value);
    if (flags.getBoolean(name) != value) {
      throw new IllegalStateException("the VM does not take " + name);
    }
  }

  private static void setLong(VmFlags flags, String name, long value) {
    flags.setLong(name, value);
    if (flags.getLong(name) != value) {
      throw new IllegalStateException("the VM does not take " + name);
    }
  }
}
