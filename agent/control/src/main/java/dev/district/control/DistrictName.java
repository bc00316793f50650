package dev.district.control;

/**
 * The grammar of district and member names. They become file names, so it is narrow: no separator,
 * no leading dot or dash, at most 64 characters.
 */
public final class DistrictName {
  /** Says what is wrong with a name, to be put after the name. */
  public static final String REMEDY =
      "is not a name; use up to 64 letters, digits, dots, dashes and underlines,"
          + " and begin with a letter or digit";

  private static final int LIMIT = 64;

  private DistrictName() {}

  public static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > LIMIT || !isLetterOrDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
