package dev.district.it.harness;

import java.time.LocalDate;

/**
 * The part of the matrix that a run takes: K of N. The matrix has ten cases per program (five
 * variants on two JDKs); with N = 30 each part has every third program once, each in another
 * variant, and thirty parts in a row are the whole.
 */
record Rotation(int part, int parts) {
  private static final int DEFAULT_PARTS = 30;

  Rotation {
    if (parts < 1 || part < 0 || part >= parts) {
      throw new IllegalArgumentException(
          "rotation " + part + "/" + parts + ": expected K/N with 0 <= K < N");
    }
  }

  static Rotation parse(String text) {
    String[] numbers = text.split("/");
    if (numbers.length != 2) {
      throw new IllegalArgumentException("rotation " + text + ": expected K/N, as in 3/10");
    }
    return new Rotation(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  static Rotation today() {
    return new Rotation(LocalDate.now().getDayOfYear() % DEFAULT_PARTS, DEFAULT_PARTS);
  }

  /** Whether the case in this row (program) and column (variant and JDK) belongs to this part. */
  boolean takes(int row, int column) {
    return Math.floorMod(3 * row + column, parts) == part;
  }
}
