package dev.district.image.meta;

import java.lang.reflect.Array;

/**
 * The one list of carrier classes. The place in the list decides the class's number in the file:
 * append, never insert, reorder or remove.
 */
public final class Carriers {
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
}
