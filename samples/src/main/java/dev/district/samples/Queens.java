package dev.district.samples;

/**
 * The n queens problem with one stack frame per square of the board: at any moment up to n² frames
 * are open, each with long, double and boolean locals that are still needed on the way back.
 *
 * <p>Argument: size of the largest board (14).
 */
public final class Queens {
  private final int n;
  private long squaresTried;

  private Queens(int n) {
    this.n = n;
  }

  public static void main(String[] args) {
    int largest = args.length > 0 ? Integer.parseInt(args[0]) : 14;
    long all = 0;
    double weights = 0;
    for (int n = 4; n <= largest; n++) {
      Queens board = new Queens(n);
      Tally tally = board.place(0, 0L, 0L, 0L, 1.0, false);
      System.out.println(
          n
              + " queens: "
              + tally.solutions
              + " ways, weight "
              + tally.weight
              + ", "
              + board.squaresTried
              + " squares tried");
      all += tally.solutions;
      weights += tally.weight;
    }
    System.out.println("done: " + all + " ways in all, weight " + weights);
  }

  /** Solutions below a square, and a sum that depends on where their queens stand. */
  private record Tally(long solutions, double weight) {
    Tally plus(Tally other) {
      return new Tally(solutions + other.solutions, weight + other.weight);
    }
  }

  private Tally place(
      int square, long columns, long rising, long falling, double weight, boolean rowTaken) {
    squaresTried++;
    int row = square / n;
    int column = square % n;
    if (column == 0 && row > 0 && !rowTaken) {
      return new Tally(0, 0);
    }
    if (row == n) {
      return new Tally(1, weight);
    }
    boolean free = column == 0 || !rowTaken;
    long c = 1L << column;
    long r = 1L << (row + column);
    long f = 1L << (row - column + n);
    Tally without = place(square + 1, columns, rising, falling, weight, !free);
    if (!free || (columns & c) != 0 || (rising & r) != 0 || (falling & f) != 0) {
      return without;
    }
    double heavier = weight * (1 + (row + 1) / (double) (column + 2));
    return without.plus(place(square + 1, columns | c, rising | r, falling | f, heavier, true));
  }
}
