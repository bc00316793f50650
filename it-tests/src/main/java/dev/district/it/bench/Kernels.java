package dev.district.it.bench;

import java.util.Random;

/** Numeric work in the manner of SciMark 2: one method, one operation. */
final class Kernels {
  private static final int GRID = 120;
  private static final int POINTS = 2_048;
  private static final int ROWS = 1_000;
  private static final int PER_ROW = 5;
  private static final int ORDER = 90;
  private static final int DARTS = 40_000;

  private final Random random = new Random(7);
  private final double[][] grid = new double[GRID][GRID];
  private final double[] signal = new double[2 * POINTS];
  private final double[] values = new double[ROWS * PER_ROW];
  private final int[] columns = new int[ROWS * PER_ROW];
  private final double[] vector = new double[ROWS];
  private final double[] image = new double[ROWS];
  private final double[][] matrix = new double[ORDER][ORDER];

  Kernels() {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble();
      columns[i] = random.nextInt(ROWS);
    }
    for (int i = 0; i < ROWS; i++) {
      vector[i] = random.nextDouble();
    }
  }

  /** Successive over-relaxation of a grid. */
  long sor() {
    for (double[] row : grid) {
      row[GRID / 2] = 1;
    }
    for (int sweep = 0; sweep < 5; sweep++) {
      for (int i = 1; i < GRID - 1; i++) {
        double[] above = grid[i - 1];
        double[] row = grid[i];
        double[] below = grid[i + 1];
        for (int j = 1; j < GRID - 1; j++) {
          row[j] = 1.25 / 4 * (above[j] + below[j] + row[j - 1] + row[j + 1]) + (1 - 1.25) * row[j];
        }
      }
    }
    return (long) (grid[3][3] * 1_000);
  }

  /** Fast Fourier transform, in place, radix 2. */
  long fft() {
    for (int i = 0; i < POINTS; i++) {
      signal[2 * i] = i % 17;
      signal[2 * i + 1] = 0;
    }
    reverseBits();
    for (int half = 1; half < POINTS; half *= 2) {
      double angle = Math.PI / half;
      double stepReal = Math.cos(angle);
      double stepImaginary = Math.sin(angle);
      double real = 1;
      double imaginary = 0;
      for (int offset = 0; offset < half; offset++) {
        for (int i = offset; i < POINTS; i += 2 * half) {
          butterfly(i, i + half, real, imaginary);
        }
        double next = real * stepReal - imaginary * stepImaginary;
        imaginary = real * stepImaginary + imaginary * stepReal;
        real = next;
      }
    }
    return (long) signal[2];
  }

  private void butterfly(int i, int j, double real, double imaginary) {
    double a = real * signal[2 * j] - imaginary * signal[2 * j + 1];
    double b = real * signal[2 * j + 1] + imaginary * signal[2 * j];
    signal[2 * j] = signal[2 * i] - a;
    signal[2 * j + 1] = signal[2 * i + 1] - b;
    signal[2 * i] += a;
    signal[2 * i + 1] += b;
  }

  private void reverseBits() {
    for (int i = 0, j = 0; i < POINTS - 1; i++) {
      if (i < j) {
        double swap = signal[2 * i];
        signal[2 * i] = signal[2 * j];
        signal[2 * j] = swap;
      }
      int bit = POINTS / 2;
      while (bit <= j) {
        j -= bit;
        bit /= 2;
      }
      j += bit;
    }
  }

  /** Sparse matrix times vector. */
  long sparse() {
    for (int pass = 0; pass < 20; pass++) {
      for (int row = 0; row < ROWS; row++) {
        double sum = 0;
        for (int k = row * PER_ROW; k < (row + 1) * PER_ROW; k++) {
          sum += vector[columns[k]] * values[k];
        }
        image[row] = sum;
      }
    }
    return (long) (image[5] * 1_000);
  }

  /** LU factorisation with partial pivoting. */
  long lu() {
    for (int i = 0; i < ORDER; i++) {
      for (int j = 0; j < ORDER; j++) {
        matrix[i][j] = (i * 31 + j * 17) % 101 + (i == j ? 101 : 0);
      }
    }
    for (int j = 0; j < ORDER; j++) {
      int pivot = j;
      for (int i = j + 1; i < ORDER; i++) {
        if (Math.abs(matrix[i][j]) > Math.abs(matrix[pivot][j])) {
          pivot = i;
        }
      }
      double[] swap = matrix[pivot];
      matrix[pivot] = matrix[j];
      matrix[j] = swap;
      double reciprocal = 1 / matrix[j][j];
      for (int i = j + 1; i < ORDER; i++) {
        double[] row = matrix[i];
        double factor = row[j] * reciprocal;
        row[j] = factor;
        for (int k = j + 1; k < ORDER; k++) {
          row[k] -= factor * matrix[j][k];
        }
      }
    }
    return (long) matrix[ORDER - 1][ORDER - 1];
  }

  /** Monte Carlo integration of a quarter circle, with a synchronized generator as in SciMark. */
  long monteCarlo() {
    int hits = 0;
    for (int i = 0; i < DARTS; i++) {
      double x = draw();
      double y = draw();
      hits += x * x + y * y <= 1 ? 1 : 0;
    }
    return hits;
  }

  private int seed = 113;

  private synchronized double draw() {
    seed = seed * 1_103_515_245 + 12_345;
    return (seed >>> 8) / (double) (1 << 24);
  }
}
