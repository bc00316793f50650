package dev.district.it.harness;

import java.time.LocalDate;

/**
 * The part of the matrix that a run takes: K of N. The matrix has 22 cases per program (eleven
 * features on two JDKs); with N = 66 each part has every third program once, each in another
 * feature, each program comes every third day, and 66 parts in a row are the whole.
 */
record Rotation(int part, int parts) {
  private static final int DEFAULT_PARTS = 66;

  /** Rows in a row that a part has one of. */
  private static final int ROWS = 3;

  /** Parts in a row that are the whole of what has one case per program only. */
  private static final int ROUND = 30;

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
    return new Rotation((int) (LocalDate.now().toEpochDay() % DEFAULT_PARTS), DEFAULT_PARTS);
  }

  /** Whether the case in this row (program) and column (feature and JDK) belongs to this part. */
  boolean takes(int row, int column) {
    return Math.floorMod(row + ROWS * column, parts) == part;
  }

  /** Whether the case of this number belongs to this part, where each program has one case. */
  boolean takes(int number) {
    return Math.floorMod(number - part, Math.min(parts, ROUND)) == 0;
  }
}
