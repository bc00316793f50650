package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import org.jspecify.annotations.Nullable;

/** The built-in class loaders, and plain ones that have defined nothing; others are refused. */
final class Loaders implements Adapter {
  private static final String BOOT = "boot";
  private static final String PLATFORM = "platform";
  private static final String APPLICATION = "app";

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
    String name = name((ClassLoader) o);
    if (name != null) {
      return Recipes.text(kind(), name);
    }
    RecipeMeta recipe = UrlLoaders.describe(kind(), (ClassLoader) o);
    if (recipe != null) {
      return recipe;
    }
    description.refuse(
        "class loader of class " + o.getClass().getName() + " can't be captured yet",
        "put the classes on the class path, or checkpoint when the loader is no longer in use");
    return null;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    if (recipe.text[0].equals(UrlLoaders.KIND)) {
      return UrlLoaders.revive(recipe);
    }
    ClassLoader loader = byName(recipe.text[0]);
    if (loader == null) {
      throw new IllegalStateException("the boot loader is no object");
    }
    return loader;
  }

  static @Nullable String name(@Nullable ClassLoader loader) {
    if (loader == null) {
      return BOOT;
    }
    if (loader == ClassLoader.getPlatformClassLoader()) {
      return PLATFORM;
    }
    return loader == ClassLoader.getSystemClassLoader() ? APPLICATION : null;
  }

  static @Nullable ClassLoader byName(String name) {
    return switch (name) {
      case BOOT -> null;
      case PLATFORM -> ClassLoader.getPlatformClassLoader();
      case APPLICATION -> ClassLoader.getSystemClassLoader();
      default -> throw new IllegalArgumentException("class loader " + name);
    };
  }
}
