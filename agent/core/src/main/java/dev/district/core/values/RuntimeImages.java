package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.RuntimeImage;
import org.jspecify.annotations.Nullable;

/**
 * The file system of the run-time image and its nodes, which lie in mapped memory: those of the JVM
 * that restores. The compiler holds on to them.
 */
final class RuntimeImages implements Adapter {
  private static final String READER = "reader";

  @Override
  public String kind() {
    return "run-time-image";
  }

  @Override
  public boolean handles(Class<?> type) {
    return RuntimeImage.isFileSystem(type)
        || RuntimeImage.isNode(type)
        || RuntimeImage.isReader(type);
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    if (RuntimeImage.isNode(o.getClass())) {
      return Recipes.text(kind(), RuntimeImage.name(o));
    }
    if (RuntimeImage.isReader(o.getClass())) {
      return RuntimeImage.isOpenReader(o) ? Recipes.text(kind(), READER, "") : null;
    }
    return RuntimeImage.fileSystem() == o ? Recipes.text(kind()) : null;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return switch (recipe.text.length) {
      case 0 -> RuntimeImage.fileSystem();
      case 1 -> RuntimeImage.node(recipe.text[0]);
      default -> RuntimeImage.openReader();
    };
  }
}
