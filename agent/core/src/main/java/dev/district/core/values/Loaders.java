package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.TypeMeta;
import dev.district.jdk.LoaderState;
import org.jspecify.annotations.Nullable;

/**
 * Class loaders: the built-in ones are found, those of the application are made by the type table
 * and then get their fields like any object.
 */
final class Loaders implements Adapter {
  @Override
  public String kind() {
    return "loader";
  }

  @Override
  public boolean handles(Class<?> type) {
    return ClassLoader.class.isAssignableFrom(type);
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    ClassLoader loader = (ClassLoader) o;
    if (loader == Loaders.class.getClassLoader()) {
      description.refuse(
          "internal error: the agent's class loader is reachable from the application",
          "report this as a defect of the agent");
      return new RecipeMeta();
    }
    int code = description.loader(loader);
    RecipeMeta recipe = Recipes.text(kind(), Integer.toString(code));
    if (code >= TypeMeta.CUSTOM) {
      if (LoaderState.hasLibraries(loader)) {
        description.refuse(
            "a native library was loaded through a class loader of class " + o.getClass().getName(),
            "load it from a class on the class path, or do without it");
      }
      recipe.payloadType = description.type(o.getClass());
    }
    return recipe;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    ClassLoader loader = revival.loader(Integer.parseInt(recipe.text[0]));
    if (loader == null) {
      throw new IllegalStateException("the boot loader is no object");
    }
    return loader;
  }
}
