package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import org.jspecify.annotations.Nullable;

/** Modules of the boot layer by name, and the unnamed modules of the built-in loaders. */
final class Modules implements Adapter {
  @Override
  public String kind() {
    return "module";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type == Module.class;
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    Module module = (Module) o;
    if (!module.isNamed()) {
      String loader = Loaders.name(module.getClassLoader());
      if (loader != null) {
        return Recipes.text(kind(), "", loader);
      }
    } else if (ModuleLayer.boot().findModule(module.getName()).orElse(null) == module) {
      return Recipes.text(kind(), module.getName());
    }
    description.refuse(
        "module " + module + " is not part of the boot layer",
        "don't hold on to modules of layers made at run time");
    return null;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    if (!recipe.text[0].isEmpty()) {
      return ModuleLayer.boot()
          .findModule(recipe.text[0])
          .orElseThrow(
              () -> new IllegalStateException("no module " + recipe.text[0] + " in this JVM"));
    }
    ClassLoader loader = Loaders.byName(recipe.text[1]);
    return loader == null ? bootUnnamed() : loader.getUnnamedModule();
  }

  private static Module bootUnnamed() {
    return dev.district.jdk.Loading.bootUnnamedModule();
  }
}
