package dev.district.image.meta;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The one list of carrier classes. The place in the list decides the class's number in the file:
 * append, never insert, reorder or remove.
 */
public final class Carriers {
  /** FST keeps lower numbers for itself. */
  private static final int FIRST_NUMBER = 3;

  private static final Class<?>[] ARRAYS = {
    boolean[].class,
    byte[].class,
    short[].class,
    char[].class,
    int[].class,
    long[].class,
    float[].class,
    double[].class,
    String[].class,
    byte[][].class,
    int[][].class,
    long[][].class,
    String[][].class,
  };

  private static final Class<?>[] CARRIERS = {
    Manifest.class,
    ThreadMeta.class,
    FrameMeta.class,
    ThreadsMeta.class,
    HeapSummary.class,
    PropertiesMeta.class,
    ClassBytesMeta.class,
    TypeMeta.class,
    TypesMeta.class,
    RecipeMeta.class,
    RecipesMeta.class,
    PlatformMeta.class,
    LoaderMeta.class,
    CrossingMeta.class,
    SocketMeta.class,
    SocketsMeta.class,
    FileMeta.class,
    MemoryMeta.class,
    ResourcesMeta.class,
    WorkingSetMeta.class,
    WorkingSetsMeta.class,
  };

  private Carriers() {}

  /**
   * Everything that metadata may consist of besides strings: array classes, carriers, arrays of
   * carriers.
   */
  public static Class<?>[] known() {
    Class<?>[] known = new Class<?>[ARRAYS.length + 2 * CARRIERS.length];
    int count = 0;
    for (Class<?> array : ARRAYS) {
      known[count++] = array;
    }
    for (Class<?> carrier : CARRIERS) {
      known[count++] = carrier;
      known[count++] = Array.newInstance(carrier, 0).getClass();
    }
    return known;
  }

  /**
   * The list in words: every class's number, name and fields, the fields in order of type and name.
   */
  public static String description() {
    StringBuilder text = new StringBuilder();
    int number = FIRST_NUMBER;
    for (Class<?> type : known()) {
      text.append(number++).append(' ').append(type.getTypeName()).append('\n');
      for (String field : fields(type)) {
        text.append("  ").append(field).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * CRC32C of the description. FST's streams don't say what they consist of: two programs
   * understand each other only if this number is the same for both.
   */
  public static int shape() {
    byte[] bytes = description().getBytes(StandardCharsets.UTF_8);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }

  private static List<String> fields(Class<?> type) {
    List<String> fields = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
        fields.add(field.getType().getTypeName() + " " + field.getName());
      }
    }
    Collections.sort(fields);
    return fields;
  }
}
