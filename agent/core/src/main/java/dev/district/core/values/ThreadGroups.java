package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * The groups {@code system}, {@code main} and others that hold platform threads, by name; an
 * application's are copied.
 */
final class ThreadGroups implements Adapter {
  @Override
  public String kind() {
    return "thread-group";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type == ThreadGroup.class;
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    ThreadGroup group = (ThreadGroup) o;
    return ThreadState.isPlatformGroup(group)
        ? Recipes.text(kind(), ThreadState.groupName(group))
        : null;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    ThreadGroup group = ThreadState.platformGroup(recipe.text[0]);
    if (group == null) {
      throw new IllegalStateException("no thread group " + recipe.text[0] + " in this JVM");
    }
    return group;
  }
}
