package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.HandleParts;

/** The JDK's own description of a class of bound method handles, by the types it binds. */
final class HandleSpecies implements Adapter {
  @Override
  public String kind() {
    return "method-handle-species";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type.getName().equals("java.lang.invoke.BoundMethodHandle$SpeciesData");
  }

  @Override
  public RecipeMeta describe(Object o, Description description) {
    return Recipes.text(kind(), HandleParts.speciesKey(o));
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return HandleParts.species(recipe.text[0]);
  }
}
