package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A small record as text, UTF-8, made for people to read and for programs to trust.
 *
 * <pre>
 *   record   = title SP version LF *line "checksum=" 8hex LF
 *   line     = key "=" value LF
 *   title    = "district-" word              what kind of record this is
 *   version  = decimal                       1
 *   value    = text in which \ LF CR are written as \\ \n \r
 *   checksum = CRC32C of all bytes before the word "checksum"
 * </pre>
 *
 * A list is written as {@code key.0}, {@code key.1} and so on. Keys keep their order.
 */
final class RecordText {
  private static final int VERSION = 1;
  private static final String CHECKSUM = "checksum=";

  private final String title;
  private final Map<String, String> values = new LinkedHashMap<>();

  RecordText(String title) {
    this.title = title;
  }

  RecordText put(String key, String value) {
    values.put(key, value);
    return this;
  }

  RecordText put(String key, long value) {
    return put(key, Long.toString(value));
  }

  RecordText put(String key, List<String> list) {
    for (int i = 0; i < list.size(); i++) {
      put(key + "." + i, list.get(i));
    }
    return this;
  }

  @Nullable String get(String key) {
    return values.get(key);
  }

  List<String> list(String key) {
    List<String> list = new ArrayList<>();
    for (String value = get(key + ".0"); value != null; value = get(key + "." + list.size())) {
      list.add(value);
    }
    return list;
  }

  byte[] encode() {
    StringBuilder text = new StringBuilder(title).append(' ').append(VERSION).append('\n');
    for (Map.Entry<String, String> entry : values.entrySet()) {
      text.append(entry.getKey()).append('=');
      escape(entry.getValue(), text);
      text.append('\n');
    }
    String body = text.toString();
    String sealed = body + CHECKSUM + crc(body.getBytes(StandardCharsets.UTF_8)) + "\n";
    return sealed.getBytes(StandardCharsets.UTF_8);
  }

  static RecordText decode(String title, byte[] bytes, String place) throws StoreException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int seal = text.lastIndexOf(CHECKSUM);
    if (seal <= 0 || text.charAt(seal - 1) != '\n') {
      throw corrupt("the record is cut short", place);
    }
    String body = text.substring(0, seal);
    String expected = CHECKSUM + crc(body.getBytes(StandardCharsets.UTF_8)) + "\n";
    if (!text.substring(seal).equals(expected)) {
      throw corrupt("the record's checksum does not match", place);
    }
    String[] lines = body.split("\n", -1);
    checkTitle(title, lines[0], place);
    RecordText record = new RecordText(title);
    for (int i = 1; i < lines.length - 1; i++) {
      int equals = lines[i].indexOf('=');
      if (equals < 1) {
        throw corrupt("line " + (i + 1) + " has no key", place);
      }
      record.put(lines[i].substring(0, equals), unescape(lines[i].substring(equals + 1)));
    }
    return record;
  }

  /** A number that must be there. */
  long number(String key, String place) throws StoreException {
    String value = text(key, place);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw corrupt(key + " is not a number", place);
    }
  }

  /** A value that must be there. */
  String text(String key, String place) throws StoreException {
    String value = get(key);
    if (value == null) {
      throw corrupt(key + " is missing", place);
    }
    return value;
  }

  private static void checkTitle(String title, String line, String place) throws StoreException {
    if (!line.startsWith(title + " ")) {
      throw corrupt("not a " + title + " record", place);
    }
    if (!line.equals(title + " " + VERSION)) {
      throw new StoreException(
          Kind.INCOMPATIBLE,
          "the record is '" + line + "', this release reads version " + VERSION,
          place,
          "use the release that wrote it, or a newer one");
    }
  }

  private static StoreException corrupt(String reason, String place) {
    return new StoreException(
        Kind.CORRUPT, reason, place, "use an older checkpoint, or check the disk");
  }

  private static String crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    String digits = Long.toHexString(crc.getValue());
    return "00000000".substring(digits.length()) + digits;
  }

  private static void escape(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        text.append("\\\\");
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c == '\r') {
        text.append("\\r");
      } else {
        text.append(c);
      }
    }
  }

  private static String unescape(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        char escaped = value.charAt(++i);
        text.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
