package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import java.security.Provider;
import java.security.Security;

/** The platform's security providers, by name. */
final class Providers implements Adapter {
  @Override
  public String kind() {
    return "provider";
  }

  @Override
  public boolean handles(Class<?> type) {
    return Provider.class.isAssignableFrom(type) && Platform.defines(type);
  }

  @Override
  public RecipeMeta describe(Object o, Description description) {
    return Recipes.text(kind(), ((Provider) o).getName());
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    Provider found = Security.getProvider(recipe.text[0]);
    if (found == null) {
      throw new IllegalStateException(
          "security provider " + recipe.text[0] + " is not installed in this JVM");
    }
    return found;
  }
}
