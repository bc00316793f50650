package dev.district.launcher.map;

import java.util.Locale;

/**
 * A page in the making. What comes from outside the launcher, be it a name, an address or what an
 * agent says, gets in through {@link #text} or as an argument of {@link #format} only, which escape
 * it for content and for attributes in double quotes alike.
 */
final class Markup {
  private final StringBuilder page = new StringBuilder();

  /** Markup as it is. */
  Markup raw(String markup) {
    page.append(markup);
    return this;
  }

  /** Text that may hold anything. */
  Markup text(String text) {
    page.append(escape(text));
    return this;
  }

  /** Markup with numbers, and with strings that may hold anything. */
  Markup format(String markup, Object... arguments) {
    Object[] safe = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      safe[i] = argument instanceof Number ? argument : escape(String.valueOf(argument));
    }
    page.append(String.format(Locale.ROOT, markup, safe));
    return this;
  }

  /** A text of limited length. */
  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "\u2026";
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\n', '\t' -> safe.append(c);
        default -> safe.append(Character.isISOControl(c) ? '\ufffd' : c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
