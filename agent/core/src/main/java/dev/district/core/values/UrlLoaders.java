package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.UrlLoaderState;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plain {@link URLClassLoader}s that have defined no class (javac keeps one for plug-ins): made
 * again from their URLs.
 */
final class UrlLoaders {
  static final String KIND = "urls";
  private static final int PARENT = 1;
  private static final int FIRST_URL = 2;

  private UrlLoaders() {}

  /** How to make it again, or null if that would not be the same. */
  static @Nullable RecipeMeta describe(String kind, ClassLoader loader) {
    if (loader.getClass() != URLClassLoader.class || UrlLoaderState.hasClasses(loader)) {
      return null;
    }
    String parent = Loaders.name(UrlLoaderState.parent(loader));
    if (parent == null || loader.getName() != null) {
      return null;
    }
    List<String> text = new ArrayList<>();
    text.add(KIND);
    text.add(parent);
    for (URL url : UrlLoaderState.urls((URLClassLoader) loader)) {
      text.add(url.toString());
    }
    return Recipes.text(kind, text.toArray(String[]::new));
  }

  static ClassLoader revive(RecipeMeta recipe) {
    URL[] urls = new URL[recipe.text.length - FIRST_URL];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = url(recipe.text[FIRST_URL + i]);
    }
    return new URLClassLoader(urls, Loaders.byName(recipe.text[PARENT]));
  }

  @SuppressWarnings("deprecation")
  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new IllegalStateException("the image names no URL: " + text, e);
    }
  }
}
