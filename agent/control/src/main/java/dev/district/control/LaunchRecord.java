package dev.district.control;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * How a member was started: what {@code restart} needs to start it again. Written by whoever starts
 * the member, the launcher or, without it, the agent.
 *
 * <p>Kept as UTF-8 lines, each a key, a space and a value in which backslash, line feed and carriage
 * return are escaped:
 *
 * <pre>
 *   district-launch-record 1
 *   directory /home/u/work
 *   class-path lib/a.jar:lib/b.jar
 *   word java
 *   word -Xmx1g
 *   word org.example.Main
 *   word first argument
 *   crc32 8d3f02c1
 * </pre>
 *
 * The first line is magic and version; the last one is the CRC-32 of everything before it. Unknown
 * keys and other versions are refused.
 *
 * @param directory working directory, absolute
 * @param classPath the class path in effect, also when it came from the environment; empty for none
 * @param words the whole command line from the {@code java} word on, the agent's own option excluded
 */
public record LaunchRecord(Path directory, String classPath, List<String> words) {
  private static final String MAGIC = "district-launch-record 1\n";
  private static final String DIRECTORY = "directory";
  private static final String CLASS_PATH = "class-path";
  private static final String WORD = "word";
  private static final String CRC = "crc32 ";

  public LaunchRecord {
    words = List.copyOf(words);
    if (words.isEmpty() || !directory.isAbsolute()) {
      throw new IllegalArgumentException("a launch record has words and an absolute directory");
    }
  }

  /** The bytes to keep. */
  public byte[] render() {
    StringBuilder text = new StringBuilder(MAGIC);
    line(text, DIRECTORY, directory.toString());
    line(text, CLASS_PATH, classPath);
    for (String word : words) {
      line(text, WORD, word);
    }
    String record = text + CRC + crc(text) + "\n";
    return record.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #render} wrote.
   *
   * @throws IllegalArgumentException when it is damaged or of another version
   */
  public static LaunchRecord parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!text.startsWith(MAGIC)) {
      throw new IllegalArgumentException("not a launch record of version 1");
    }
    int last = text.lastIndexOf(CRC);
    if (last < 0 || !text.substring(last).equals(CRC + crc(text.substring(0, last)) + "\n")) {
      throw new IllegalArgumentException("the launch record is damaged");
    }
    List<String> words = new ArrayList<>();
    Map<String, String> single = new LinkedHashMap<>();
    for (String line : text.substring(MAGIC.length(), last).split("\n")) {
      int space = line.indexOf(' ');
      String key = space < 0 ? line : line.substring(0, space);
      String value = space < 0 ? "" : unescaped(line.substring(space + 1));
      if (key.equals(WORD)) {
        words.add(value);
      } else if (!key.equals(DIRECTORY) && !key.equals(CLASS_PATH)
          || single.put(key, value) != null) {
        throw new IllegalArgumentException("unexpected '" + key + "' in the launch record");
      }
    }
    return new LaunchRecord(
        Path.of(single.getOrDefault(DIRECTORY, "")),
        single.getOrDefault(CLASS_PATH, ""),
        words);
  }

  private static String crc(CharSequence text) {
    CRC32 crc = new CRC32();
    crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", crc.getValue());
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(' ');
    text.append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")).append('\n');
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        char escaped = value.charAt(++i);
        plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
