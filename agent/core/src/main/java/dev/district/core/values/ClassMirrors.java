package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;

/** {@code Class} objects: the mirror of the same type. */
final class ClassMirrors implements Adapter {
  @Override
  public String kind() {
    return "class";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type == Class.class;
  }

  @Override
  public RecipeMeta describe(Object o, Description description) {
    return Recipes.types(kind(), new int[] {description.type((Class<?>) o)});
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return revival.type(recipe.types[0]);
  }
}
