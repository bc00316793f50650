package dev.district.image.store;

/**
 * Names of districts and members: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}. They become file names,
 * so nothing that could leave a directory, be hidden, or be taken for a draft is allowed.
 */
public final class StoreName {
  private static final int MAX_LENGTH = 64;

  private StoreName() {}

  /** Returns the name if it is one. */
  public static String check(String name) throws StoreException {
    if (!isValid(name)) {
      throw new StoreException(
          StoreException.Kind.INVALID_NAME,
          "not a name for a district or member",
          "'" + name + "'",
          "use 1 to 64 letters, digits, '.', '_', '-', starting with a letter or digit");
    }
    return name;
  }

  static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || !isAlphanumeric(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
