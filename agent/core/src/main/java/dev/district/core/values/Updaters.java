package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.FieldUpdaters;

/** Atomic field updaters: made anew for the same field. */
final class Updaters implements Adapter {
  @Override
  public String kind() {
    return "field-updater";
  }

  @Override
  public boolean handles(Class<?> type) {
    return FieldUpdaters.isUpdater(type);
  }

  @Override
  public RecipeMeta describe(Object o, Description description) {
    Class<?> values = FieldUpdaters.values(o);
    int[] types = {
      description.type(o.getClass()),
      description.type(FieldUpdaters.target(o)),
      description.type(FieldUpdaters.user(o)),
      values == null ? 0 : description.type(values),
    };
    return Recipes.types(kind(), types, FieldUpdaters.field(o));
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return FieldUpdaters.make(
        revival.type(recipe.types[0]),
        recipe.text[0],
        revival.type(recipe.types[1]),
        revival.type(recipe.types[2]),
        recipe.types[3] == 0 ? null : revival.type(recipe.types[3]));
  }
}
