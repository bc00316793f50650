package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import java.nio.charset.Charset;

/** The platform's charsets, by name. */
final class Charsets implements Adapter {
  @Override
  public String kind() {
    return "charset";
  }

  @Override
  public boolean handles(Class<?> type) {
    return Charset.class.isAssignableFrom(type) && Platform.defines(type);
  }

  @Override
  public RecipeMeta describe(Object o, Description description) {
    return Recipes.text(kind(), ((Charset) o).name());
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return Charset.forName(recipe.text[0]);
  }
}
