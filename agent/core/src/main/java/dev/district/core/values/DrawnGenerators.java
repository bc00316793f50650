package dev.district.core.values;

import dev.district.boot.Drawn;
import dev.district.image.meta.RecipeMeta;
import org.jspecify.annotations.Nullable;

/**
 * {@code SplittableRandom} and the platform's other algorithms of {@code RandomGenerator}: those
 * that have drawn their seed are made anew by a restart, those that were given one are copied.
 */
final class DrawnGenerators implements Adapter {
  @Override
  public String kind() {
    return "drawn-generator";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type.getClassLoader() == null
        && (type.getName().equals("java.util.SplittableRandom")
            || type.getName().startsWith("jdk.internal.random."));
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    if (!Drawn.is(o)) {
      return null;
    }
    return Recipes.types(kind(), new int[] {description.type(o.getClass())});
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) throws ReflectiveOperationException {
    return revival.type(recipe.types[0]).getConstructor().newInstance();
  }
}
