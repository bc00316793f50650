package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.DirectHandles;
import dev.district.jdk.HandleParts;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import org.jspecify.annotations.Nullable;

/**
 * Direct method handles: cracked and looked up again. Others, bound and combined ones, are ordinary
 * objects but for their innermost parts ({@link HandleParts}).
 */
final class MethodHandles implements Adapter {
  @Override
  public String kind() {
    return "method-handle";
  }

  @Override
  public boolean handles(Class<?> type) {
    return MethodHandle.class.isAssignableFrom(type);
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    if (HandleParts.isCombined(o)) {
      return null;
    }
    MethodHandleInfo info = DirectHandles.crack((MethodHandle) o);
    if (info == null) {
      return null;
    }
    int[] types = {description.type(info.getDeclaringClass())};
    return Recipes.types(
        kind(),
        types,
        Integer.toString(info.getReferenceKind()),
        info.getName(),
        info.getMethodType().toMethodDescriptorString(),
        Boolean.toString(((MethodHandle) o).isVarargsCollector()));
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return DirectHandles.find(
        Integer.parseInt(recipe.text[0]),
        revival.type(recipe.types[0]),
        recipe.text[1],
        recipe.text[2],
        Boolean.parseBoolean(recipe.text[3]));
  }
}
