package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.VarHandleTargets;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Var handles of fields, array elements and views of bytes: described and looked up again. */
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
    VarHandleTargets.Target target = VarHandleTargets.describe((VarHandle) o);
    if (target == null) {
      return null;
    }
    int[] types = {description.type(target.owner()), description.type(target.value())};
    return Recipes.types(
        kind(), types, target.form().name(), target.name(), Boolean.toString(target.exact()));
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return VarHandleTargets.find(
        new VarHandleTargets.Target(
            VarHandleTargets.Form.valueOf(recipe.text[0]),
            revival.type(recipe.types[0]),
            recipe.text[1],
            revival.type(recipe.types[1]),
            Boolean.parseBoolean(recipe.text[2])));
  }
}
