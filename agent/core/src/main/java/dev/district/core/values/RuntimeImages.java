package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.RuntimeImage;
import org.jspecify.annotations.Nullable;

/**
 * The file system of the run-time image and its nodes, which lie in mapped memory: those of the JVM
 * that restores. The compiler holds on to them.
 */
final class RuntimeImages implements Adapter {
  @Override
  public String kind() {
    return "run-time-image";
  }

  @Override
  public boolean handles(Class<?> type) {
    return RuntimeImage.isFileSystem(type) || RuntimeImage.isNode(type);
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    if (RuntimeImage.isNode(o.getClass())) {
      return Recipes.text(kind(), RuntimeImage.name(o));
    }
    return RuntimeImage.fileSystem() == o ? Recipes.text(kind()) : null;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return recipe.text.length == 0 ? RuntimeImage.fileSystem() : RuntimeImage.node(recipe.text[0]);
  }
}
