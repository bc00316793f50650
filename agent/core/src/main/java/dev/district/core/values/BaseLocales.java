package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.CanonicalLocale;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.util.locale.BaseLocale}: its parts are interned and compared by identity, so the
 * canonical instance is taken. The {@code Locale} around it is copied like any object.
 */
final class BaseLocales implements Adapter {
  @Override
  public String kind() {
    return "base-locale";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type == CanonicalLocale.BASE;
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    return Recipes.text(kind(), CanonicalLocale.parts(o));
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return CanonicalLocale.of(recipe.text);
  }
}
