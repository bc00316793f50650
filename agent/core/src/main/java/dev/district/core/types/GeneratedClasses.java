package dev.district.core.types;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.HiddenDefinitions;
import dev.district.jdk.HiddenDefinitions.Definition;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Classes that the platform makes at run time and can make again: proxy classes and lambda classes.
 */
public final class GeneratedClasses {
  private static final String PROXY = "proxy-class";

  private GeneratedClasses() {}

  /** True for classes that are described by a recipe rather than carried by their bytes. */
  public static boolean isGenerated(Class<?> type) {
    return type.isHidden() || Generated.isProxy(type);
  }

  /**
   * Adds the recipe for a generated class and returns its index, -1 if the class can't be made
   * again.
   */
  public static int describe(
      Class<?> type,
      ToIntFunction<Class<?>> types,
      ToIntFunction<@Nullable ClassLoader> loaders,
      List<RecipeMeta> recipes) {
    RecipeMeta recipe = null;
    if (Generated.isProxy(type)) {
      recipe = new RecipeMeta();
      recipe.kind = PROXY;
      recipe.types = ids(type.getInterfaces(), types);
      recipe.text = new String[] {Integer.toString(loaders.applyAsInt(type.getClassLoader()))};
    } else {
      Definition hidden = HiddenDefinitions.of(type);
      recipe =
          hidden == null
              ? LambdaClasses.describe(type, types)
              : HiddenClasses.describe(hidden, types);
    }
    if (recipe == null) {
      return -1;
    }
    recipes.add(recipe);
    return recipes.size() - 1;
  }

  static int[] ids(Class<?>[] classes, ToIntFunction<Class<?>> types) {
    int[] ids = new int[classes.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = types.applyAsInt(classes[i]);
    }
    return ids;
  }

  /** Whether a recipe is one for a class. */
  public static boolean isKnown(RecipeMeta recipe) {
    return recipe.kind.equals(PROXY)
        || recipe.kind.equals(LambdaClasses.KIND)
        || recipe.kind.equals(HiddenClasses.KIND);
  }

  /** Defines the hidden class that a recipe describes. */
  public static Class<?> define(
      RecipeMeta recipe, byte[] toDefine, byte[] original, IntFunction<Class<?>> types) {
    return HiddenClasses.define(recipe, toDefine, original, types);
  }

  /** Makes the class that a recipe describes. */
  public static Class<?> make(
      RecipeMeta recipe,
      int typeId,
      IntFunction<Class<?>> types,
      IntFunction<@Nullable ClassLoader> loaders) {
    if (!recipe.kind.equals(PROXY)) {
      return LambdaClasses.make(recipe, typeId, types);
    }
    Class<?>[] interfaces = new Class<?>[recipe.types.length];
    for (int i = 0; i < interfaces.length; i++) {
      interfaces[i] = types.apply(recipe.types[i]);
    }
    ClassLoader loader = loaders.apply(Integer.parseInt(recipe.text[0]));
    return Proxy.newProxyInstance(loader, interfaces, (proxy, method, arguments) -> null)
        .getClass();
  }
}
