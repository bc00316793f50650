package dev.district.samples;

/**
 * One thread, one loop, everything in local variables: the smallest program that has something to
 * lose.
 *
 * <p>It walks the 3n+1 sequence from every start below a bound and remembers the longest walk.
 * Argument: number of ranges of 400 000 starts (50).
 */
public final class MainLoop {
  private static final int RANGE = 400_000;

  private MainLoop() {}

  public static void main(String[] args) {
    int ranges = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    long steps = 0;
    int longest = 0;
    long champion = 1;
    for (int range = 0; range < ranges; range++) {
      for (long start = (long) range * RANGE + 1; start <= (range + 1L) * RANGE; start++) {
        int length = 0;
        for (long n = start; n != 1; n = (n & 1) == 0 ? n >> 1 : 3 * n + 1) {
          length++;
        }
        steps += length;
        if (length > longest) {
          longest = length;
          champion = start;
        }
      }
      System.out.printf(
          "below %,d: the longest walk, %d steps, starts at %d%n",
          (range + 1L) * RANGE, longest, champion);
    }
    System.out.println("done: " + ranges + " ranges, " + steps + " steps");
  }
}
