package dev.district.launcher.process;

import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import java.util.List;

/**
 * Room for the main thread's stack. Its rebuilt frames and those it enters next are interpreted at
 * first and several times as large as the compiled ones that the program got by with.
 *
 * <p>The {@code java} launcher makes the main thread with the size of the last {@code -Xss}; all
 * other threads get what the VM took last, {@code -Xss} or {@code -XX:ThreadStackSize}. So the
 * second, given after the first, keeps the size that the program's own threads have.
 */
public final class MainStack {
  private static final int COLD = 3;
  private static final long MOST_FOR_COLD_KIB = 256 << 10;
  private static final int KIB_PER_FRAME = 4;
  private static final String SIZE_FLAG = "-XX:ThreadStackSize=";

  private MainStack() {}

  /**
   * The options to add, none if the size that the program's stacks have isn't known.
   *
   * @param recorded the options that the program was started with
   */
  public static List<String> options(ThreadsMeta threads, List<String> recorded, String arch) {
    int frames = 0;
    for (ThreadMeta thread : threads.threads) {
      frames = thread.main ? thread.frames.length : frames;
    }
    long own = ownKib(recorded, arch);
    if (own == 0) {
      return List.of();
    }
    return List.of(
        "-Xss"
            + (own + Math.min(COLD * own, MOST_FOR_COLD_KIB) + (long) frames * KIB_PER_FRAME)
            + "k",
        SIZE_FLAG + own);
  }

  /** In KiB; 0 if it isn't known. */
  private static long ownKib(List<String> recorded, String arch) {
    long kib =
        switch (arch) {
          case "amd64", "x86_64" -> 1024;
          case "aarch64" -> 2048;
          default -> 0;
        };
    for (String option : recorded) {
      if (option.startsWith(SIZE_FLAG)) {
        kib = kib(option.substring(SIZE_FLAG.length()), 1024);
      } else if (option.startsWith("-Xss")) {
        kib = kib(option.substring("-Xss".length()), 1);
      }
    }
    return kib;
  }

  private static long kib(String size, long unit) {
    String digits = size.replaceAll("[kKmMgG]$", "");
    long factor =
        switch (size.isEmpty() ? ' ' : Character.toLowerCase(size.charAt(size.length() - 1))) {
          case 'k' -> 1024;
          case 'm' -> 1L << 20;
          case 'g' -> 1L << 30;
          default -> 1;
        };
    try {
      return Long.parseLong(digits) * factor * unit / 1024;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
