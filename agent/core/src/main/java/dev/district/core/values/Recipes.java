package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;

/** Makes recipes. */
final class Recipes {
  private Recipes() {}

  static RecipeMeta text(String kind, String... text) {
    RecipeMeta recipe = new RecipeMeta();
    recipe.kind = kind;
    recipe.text = text;
    return recipe;
  }

  static RecipeMeta types(String kind, int[] types, String... text) {
    RecipeMeta recipe = text(kind, text);
    recipe.types = types;
    return recipe;
  }
}
