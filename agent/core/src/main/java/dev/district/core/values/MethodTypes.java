package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import java.lang.invoke.MethodType;

/** Method types: interned by the JDK, so the canonical instance. */
final class MethodTypes implements Adapter {
  @Override
  public String kind() {
    return "method-type";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type == MethodType.class;
  }

  @Override
  public RecipeMeta describe(Object o, Description description) {
    return Recipes.types(kind(), ids((MethodType) o, description));
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return type(recipe.types, 0, recipe.types.length, revival);
  }

  /** Type ids of the return type and the parameters. */
  static int[] ids(MethodType type, Description description) {
    int[] ids = new int[1 + type.parameterCount()];
    ids[0] = description.type(type.returnType());
    for (int i = 1; i < ids.length; i++) {
      ids[i] = description.type(type.parameterType(i - 1));
    }
    return ids;
  }

  /** The method type whose ids stand in {@code [from, to)}. */
  static MethodType type(int[] ids, int from, int to, Revival revival) {
    Class<?>[] parameters = new Class<?>[to - from - 1];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = revival.type(ids[from + 1 + i]);
    }
    return MethodType.methodType(revival.type(ids[from]), parameters);
  }
}
