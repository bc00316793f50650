package dev.district.launcher.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connections of one kind between the same two, seen from the first.
 *
 * @param from {@code DISTRICT/MEMBER}
 * @param to another member, or an address outside of all districts
 * @param inner whether both are in one district
 * @param mode what becomes of a crossing at a restart, as the option {@code crossing} says; empty
 *     for an inner one, which is kept
 * @param addresses of each, {@code LOCAL → REMOTE}
 */
record Connection(
    String from, String to, boolean inner, String mode, String state, List<String> addresses) {

  /** Whether both ends are members; no address of an outside one has a slash. */
  boolean isAmongMembers() {
    return to.indexOf('/') > 0;
  }

  /** Whether a member of that district has one of the ends. */
  boolean touches(String district) {
    return from.startsWith(district + "/") || to.startsWith(district + "/");
  }

  String kind() {
    return inner ? "inner" : "crossing";
  }

  /** Number, kind, mode and state. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(addresses.size()).append(' ').append(kind()).append(", ");
    if (!mode.isEmpty()) {
      text.append(mode).append(", ");
    }
    return text.append(state).toString();
  }

  /** For programs. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("from", from);
    values.put("to", to);
    values.put("kind", kind());
    if (!inner) {
      values.put("mode", mode);
    }
    values.put("state", state);
    values.put("count", addresses.size());
    values.put("addresses", addresses);
    return values;
  }
}
