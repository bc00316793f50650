package dev.district.core.frames;

import org.jspecify.annotations.Nullable;

/**
 * Class files as the VM has them (at capture) or had them (at restart). The same array must be
 * returned for the same class as long as its bytecode is the same: what is derived from it is kept
 * as long as the array is.
 */
@FunctionalInterface
public interface ClassBytes {
  /** The class file of the class, or null if it can't be had. */
  byte @Nullable [] of(Class<?> type);
}
