package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.Loading;
import org.jspecify.annotations.Nullable;

/**
 * Modules of the boot layer by name; the unnamed module of a class loader, and the module of its
 * proxy classes, by the loader.
 */
final class Modules implements Adapter {
  private static final String NAMED = "named";
  private static final String UNNAMED = "unnamed";
  private static final String PROXIES = "proxies";

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
    if (!module.isNamed() || Loading.isProxyModule(module)) {
      int loader = description.loader(module.getClassLoader());
      String which = module.isNamed() ? PROXIES : UNNAMED;
      return Recipes.text(kind(), which, Integer.toString(loader));
    }
    if (ModuleLayer.boot().findModule(module.getName()).orElse(null) == module) {
      return Recipes.text(kind(), NAMED, module.getName());
    }
    description.refuse(
        "module " + module + " is not part of the boot layer",
        "don't hold on to modules of layers made at run time");
    return null;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    String name = recipe.text[1];
    if (recipe.text[0].equals(NAMED)) {
      return ModuleLayer.boot()
          .findModule(name)
          .orElseThrow(() -> new IllegalStateException("no module " + name + " in this JVM"));
    }
    ClassLoader loader = revival.loader(Integer.parseInt(name));
    if (recipe.text[0].equals(PROXIES)) {
      return Loading.proxyModule(loader);
    }
    return loader == null ? Loading.bootUnnamedModule() : loader.getUnnamedModule();
  }
}
