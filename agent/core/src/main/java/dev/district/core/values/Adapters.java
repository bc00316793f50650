package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of adapters: a new kind is one class and one line. */
public final class Adapters {
  private static final List<Adapter> ALL =
      List.of(
          new ClassMirrors(),
          new Modules(),
          new Loaders(),
          new Members(),
          new MethodTypes(),
          new Charsets(),
          new Providers(),
          new BaseLocales(),
          new Domains(),
          new Threads(),
          new ThreadGroups(),
          new Updaters(),
          new MethodHandles(),
          new VarHandles(),
          new RuntimeImages(),
          new DrawnSeeds(),
          new DrawnGenerators(),
          new BeanServers());

  private Adapters() {}

  /** The adapter for objects of exactly this class, or null. */
  public static @Nullable Adapter forClass(Class<?> type) {
    for (Adapter adapter : ALL) {
      if (adapter.handles(type)) {
        return adapter;
      }
    }
    return null;
  }

  /** The adapter of a kind, or null. */
  public static @Nullable Adapter ofKind(String kind) {
    for (Adapter adapter : ALL) {
      if (adapter.kind().equals(kind)) {
        return adapter;
      }
    }
    return null;
  }

  /** Finds or makes the object that a recipe describes. */
  public static Object revive(RecipeMeta recipe, Revival revival) {
    Adapter adapter = ofKind(recipe.kind);
    if (adapter == null) {
      throw new IllegalStateException("recipe of unknown kind " + recipe.kind);
    }
    try {
      return adapter.revive(recipe, revival);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "can't make " + recipe.kind + " " + String.join(" ", recipe.text), e);
    }
  }
}
