package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import org.jspecify.annotations.Nullable;

/**
 * One kind of object that isn't, or isn't always, copied field by field. An adapter never calls a
 * method that application code could override.
 */
public interface Adapter {
  /** Name of the kind in the image. */
  String kind();

  /** Whether objects of this class, exactly, are to be shown to {@link #describe}. */
  boolean handles(Class<?> type);

  /** The recipe for the object, or null if this one is to be copied field by field after all. */
  @Nullable RecipeMeta describe(Object o, Description description);

  /** The object that the recipe describes. */
  Object revive(RecipeMeta recipe, Revival revival) throws ReflectiveOperationException;
}
