package dev.district.image.store;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The owner's settings for one district: lines {@code key=value}; blank lines and lines that start
 * with {@code #} are skipped. It is meant to be edited by hand and hence carries no checksum.
 */
public record DistrictConfig(Map<String, String> values) {
  /** How many checkpoints to keep. */
  public static final String KEEP = "keep";

  /** The previous checkpoint must outlive the making of the next. */
  public static final int MIN_KEEP = 2;

  private static final int DEFAULT_KEEP = 2;

  /** The value of that key, or null. */
  public @Nullable String get(String key) {
    return values.get(key);
  }

  /** This configuration with one value more or changed. */
  public DistrictConfig with(String key, String value) {
    if (key.isEmpty() || key.startsWith("#") || (key + value).indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "can't be a line of a configuration: " + key + "=" + value);
    }
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    return new DistrictConfig(changed);
  }

  /** How many checkpoints to keep, at least {@link #MIN_KEEP}. */
  public int keep(String place) throws StoreException {
    String value = get(KEEP);
    if (value == null) {
      return DEFAULT_KEEP;
    }
    try {
      int keep = Integer.parseInt(value);
      if (keep >= MIN_KEEP) {
        return keep;
      }
    } catch (NumberFormatException e) {
      // not a number: told below
    }
    throw new StoreException(
        StoreException.Kind.CORRUPT,
        KEEP + "=" + value + " is not a number of at least " + MIN_KEEP,
        place,
        "correct the line");
  }

  byte[] encode() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      text.append(entry.getKey()).append('=').append(entry.getValue()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static DistrictConfig decode(byte[] bytes, String place) throws StoreException {
    Map<String, String> values = new LinkedHashMap<>();
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      number++;
      String trimmed = line.trim();
      if (trimmed.isEmpty() || trimmed.startsWith("#")) {
        continue;
      }
      int equals = trimmed.indexOf('=');
      if (equals < 1) {
        throw new StoreException(
            StoreException.Kind.CORRUPT,
            "line " + number + " is not key=value",
            place,
            "correct the line");
      }
      values.put(trimmed.substring(0, equals).trim(), trimmed.substring(equals + 1).trim());
    }
    return new DistrictConfig(values);
  }
}
