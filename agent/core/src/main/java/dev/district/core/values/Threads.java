package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.ThreadState;
import dev.district.jdk.VirtualThreads;
import org.jspecify.annotations.Nullable;

/**
 * Threads. The main thread is filled in place; captured, ended and unstarted threads are copied; a
 * live thread that isn't captured belongs to the platform and is found by its name.
 */
final class Threads implements Adapter {
  private static final String MAIN = "main";
  private static final String PLATFORM = "platform";

  @Override
  public String kind() {
    return "thread";
  }

  @Override
  public boolean handles(Class<?> type) {
    return Thread.class.isAssignableFrom(type);
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    Thread thread = (Thread) o;
    if (description.isMain(thread)) {
      RecipeMeta recipe = Recipes.text(kind(), MAIN);
      recipe.payloadType = description.type(Thread.class);
      return recipe;
    }
    if (description.isCaptured(thread)) {
      return null;
    }
    if (ThreadState.isVirtual(thread)) {
      if (thread.isAlive() || VirtualThreads.isEnding(thread)) {
        description.refuse("a virtual thread is just starting or ending", "try again");
      } else if (VirtualThreads.isNew(thread)) {
        description.refuse("a virtual thread that was not started yet", "start it");
      }
      return null;
    }
    if (!ThreadState.isLive(thread)) {
      return null;
    }
    if (ThreadState.isEnding(thread)) {
      description.refuse("thread \"" + ThreadState.name(thread) + "\" is just ending", "try again");
      return null;
    }
    return Recipes.text(kind(), PLATFORM, ThreadState.name(thread));
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    if (recipe.text[0].equals(MAIN)) {
      return revival.mainThread();
    }
    Thread found = ThreadState.find(recipe.text[1]);
    if (found == null) {
      throw new IllegalStateException("no platform thread " + recipe.text[1] + " in this JVM");
    }
    return found;
  }
}
