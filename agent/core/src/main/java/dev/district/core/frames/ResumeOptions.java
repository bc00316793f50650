package dev.district.core.frames;

/**
 * How resume methods are generated.
 *
 * @param districtClock whether {@code System.nanoTime()} becomes {@code
 *     dev.district.boot.Clock.nanoTime()}, as it is in woven code of a restored JVM
 */
public record ResumeOptions(boolean districtClock) {
  /** Code as it was. */
  public static final ResumeOptions PLAIN = new ResumeOptions(false);
}
