package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.HandleParts;
import dev.district.jdk.HandleParts.Getter;
import org.jspecify.annotations.Nullable;

/** Functions of lambda forms that read bound values; other functions are copied. */
final class SpeciesGetters implements Adapter {
  @Override
  public String kind() {
    return "method-handle-getter";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type.getName().equals("java.lang.invoke.LambdaForm$NamedFunction");
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    Getter getter = HandleParts.getter(o);
    return getter == null
        ? null
        : Recipes.text(kind(), getter.species(), Integer.toString(getter.index()));
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return HandleParts.getter(new Getter(recipe.text[0], Integer.parseInt(recipe.text[1])));
  }
}
