package dev.district.launcher.command;

import java.util.regex.Pattern;

/** Which system properties look like secrets by their name. */
final class SecretNames {
  /** Stands for a value that isn't shown. */
  static final String HIDDEN = "(hidden; see --show-secrets)";

  private static final Pattern SECRET =
      Pattern.compile(
          "passw|passphrase|pwd|secret|token|credential|(^|[._-])([a-z]*key|auth)s?($|[._-])",
          Pattern.CASE_INSENSITIVE);

  private SecretNames() {}

  static boolean isSecret(String property) {
    return SECRET.matcher(property).find();
  }
}
