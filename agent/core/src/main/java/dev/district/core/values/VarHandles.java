package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.FieldVarHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Var handles of fields and array elements: described by the JDK itself (JEP 334) and looked up
 * again.
 */
final class VarHandles implements Adapter {
  @Override
  public String kind() {
    return "var-handle";
  }

  @Override
  public boolean handles(Class<?> type) {
    return VarHandle.class.isAssignableFrom(type);
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    FieldVarHandles.Target target = FieldVarHandles.describe((VarHandle) o);
    if (target == null) {
      return null;
    }
    int[] types = {description.type(target.owner()), description.type(target.value())};
    return Recipes.types(kind(), types, target.form().name(), target.name());
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return FieldVarHandles.find(
        new FieldVarHandles.Target(
            FieldVarHandles.Form.valueOf(recipe.text[0]),
            revival.type(recipe.types[0]),
            recipe.text[1],
            revival.type(recipe.types[1])));
  }
}
