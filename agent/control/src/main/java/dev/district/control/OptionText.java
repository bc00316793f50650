package dev.district.control;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The grammar of agent arguments.
 *
 * <pre>
 *   arguments = [ pair { "," pair } ]
 *   pair      = key "=" value
 *   value     = { character | "\," | "\\" }
 * </pre>
 *
 * The value begins after the first {@code =} and may hold others. A backslash before anything but a
 * comma or a backslash is refused, so that the grammar can grow. Empty pairs are skipped.
 */
final class OptionText {
  private OptionText() {}

  static Map<String, String> parse(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    StringBuilder pair = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        add(pairs, pair);
      } else if (c == '\\') {
        i++;
        if (i == text.length() || text.charAt(i) != ',' && text.charAt(i) != '\\') {
          throw new IllegalArgumentException(
              "stray backslash in the agent arguments '" + text + "'; write \\\\ for a backslash");
        }
        pair.append(text.charAt(i));
      } else {
        pair.append(c);
      }
    }
    add(pairs, pair);
    return pairs;
  }

  static String render(Map<String, String> pairs) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      if (text.length() > 0) {
        text.append(',');
      }
      text.append(pair.getKey()).append('=');
      text.append(pair.getValue().replace("\\", "\\\\").replace(",", "\\,"));
    }
    return text.toString();
  }

  private static void add(Map<String, String> pairs, StringBuilder pair) {
    if (pair.length() == 0) {
      return;
    }
    int equals = pair.indexOf("=");
    if (equals <= 0) {
      throw new IllegalArgumentException(
          "agent argument '" + pair + "' is not of the form key=value");
    }
    String key = pair.substring(0, equals);
    if (pairs.put(key, pair.substring(equals + 1)) != null) {
      throw new IllegalArgumentException("agent argument " + key + " is given twice");
    }
    pair.setLength(0);
  }
}
