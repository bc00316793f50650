package dev.district.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in options: a whole number with {@code B}, {@code KiB}, {@code MiB} or {@code GiB}. */
public final class SizeText {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB)?");

  private SizeText() {}

  /**
   * In bytes.
   *
   * @throws IllegalArgumentException if it can't be understood
   */
  public static long parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no size; give a number and B, KiB, MiB or GiB, as in 64MiB");
    }
    String unit = matcher.group(2);
    int shift =
        switch (unit == null ? "B" : unit) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
  }
}
