package dev.district.it.harness;

/**
 * The program had ended before the checkpoint came: the case is repeated with a longer one,
 * earlier.
 */
final class TooLate extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooLate(String what) {
    super(what);
  }
}
