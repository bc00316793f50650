package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.DirectHandles;
import dev.district.jdk.DirectHandles.Target;
import dev.district.jdk.HandleParts;
import dev.district.jdk.HiddenDefinitions;
import dev.district.jdk.InjectedInvoker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Direct method handles: cracked and looked up again; one that stands for the caller of a method
 * that asks for it, by the caller. Others, bound and combined ones, are ordinary objects but for
 * their innermost parts ({@link HandleParts}).
 */
final class MethodHandles implements Adapter {
  private static final int SIZE_OF_OWNER = 1;

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
    Class<?> caller = InjectedInvoker.host((MethodHandle) o);
    if (caller != null) {
      return Recipes.types(kind(), new int[] {description.type(caller)});
    }
    Target target = DirectHandles.crack((MethodHandle) o);
    if (target == null) {
      return null;
    }
    int[] type = MethodTypes.ids(target.type(), description);
    int[] declared = declared(target, description);
    int[] types =
        Arrays.copyOf(
            new int[] {description.type(target.owner())},
            SIZE_OF_OWNER + type.length + declared.length);
    System.arraycopy(type, 0, types, SIZE_OF_OWNER, type.length);
    System.arraycopy(declared, 0, types, SIZE_OF_OWNER + type.length, declared.length);
    return Recipes.types(
        kind(),
        types,
        Integer.toString(target.kind()),
        target.name(),
        target.descriptor(),
        Boolean.toString(target.varargs()),
        Integer.toString(declared.length));
  }

  /** The name of a hidden class means nothing to another JVM: then the types by their ids. */
  private static int[] declared(Target target, Description description) {
    MethodType declared = target.declared();
    return declared == null || !HiddenDefinitions.mentioned(declared)
        ? new int[0]
        : MethodTypes.ids(declared, description);
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    if (recipe.text.length == 0) {
      return InjectedInvoker.of(revival.type(recipe.types[0]));
    }
    int all = recipe.types.length;
    int ofHandle = all - Integer.parseInt(recipe.text[4]);
    return DirectHandles.find(
        new Target(
            Integer.parseInt(recipe.text[0]),
            revival.type(recipe.types[0]),
            recipe.text[1],
            recipe.text[2],
            Boolean.parseBoolean(recipe.text[3]),
            MethodTypes.type(recipe.types, SIZE_OF_OWNER, ofHandle, revival),
            ofHandle == all ? null : MethodTypes.type(recipe.types, ofHandle, all, revival)));
  }
}
