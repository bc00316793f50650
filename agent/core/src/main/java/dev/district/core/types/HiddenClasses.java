package dev.district.core.types;

import dev.district.boot.HiddenHook;
import dev.district.boot.HiddenListener;
import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.HiddenDefinitions;
import dev.district.jdk.HiddenDefinitions.Definition;
import dev.district.jdk.Raw;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Recipes of hidden classes: look-up class, name and flags; the class file is carried beside. */
public final class HiddenClasses {
  static final String KIND = "hidden-class";

  private HiddenClasses() {}

  /** From now on definitions are noted. */
  public static void install() {
    Raw.ensureInitialized(HiddenDefinitions.class);
    HiddenHook.listener(new Noting());
  }

  /** No lambda: linking one would define a hidden class. */
  private static final class Noting implements HiddenListener {
    @Override
    public void defined(Class<?> type, Object definer) {
      HiddenDefinitions.defined(type, definer);
    }
  }

  static RecipeMeta describe(Definition definition, ToIntFunction<Class<?>> types) {
    RecipeMeta recipe = new RecipeMeta();
    recipe.kind = KIND;
    recipe.types = new int[] {types.applyAsInt(definition.lookupClass())};
    recipe.text = new String[] {definition.name(), Integer.toString(definition.flags())};
    return recipe;
  }

  /**
   * Defines the class.
   *
   * @param toDefine the class file for this JVM
   * @param original the class file as it was
   */
  static Class<?> define(
      RecipeMeta recipe, byte[] toDefine, byte[] original, IntFunction<Class<?>> types) {
    if (!recipe.kind.equals(KIND)) {
      throw new IllegalStateException("a hidden class by recipe of kind " + recipe.kind);
    }
    return HiddenDefinitions.define(
        types.apply(recipe.types[0]),
        recipe.text[0],
        toDefine,
        original,
        Integer.parseInt(recipe.text[1]));
  }
}
