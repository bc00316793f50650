package dev.district.it.servers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cookies, for servers that have no sessions of their own. */
final class Sessions {
  private static final String NAME = "S=";

  private Sessions() {}

  /** The session that a cookie names, a new one without. */
  static String of(@Nullable String cookie) {
    return cookie == null || !cookie.startsWith(NAME)
        ? UUID.randomUUID().toString()
        : cookie.substring(NAME.length());
  }

  static String cookie(String session) {
    return NAME + session;
  }
}
