package dev.district.core.types;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.LambdaFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Recipes of lambda classes: caller, implementation method and the types of the call site. */
final class LambdaClasses {
  static final String KIND = "lambda-class";
  private static final int TEXTS = 8;

  private LambdaClasses() {}

  static @Nullable RecipeMeta describe(Class<?> type, ToIntFunction<Class<?>> types) {
    LambdaFacts facts = LambdaRegistry.INSTANCE.facts(type);
    if (facts == null) {
      return null;
    }
    List<String> text = new ArrayList<>();
    text.add(facts.interfaceMethod());
    text.add(facts.factoryType());
    text.add(facts.interfaceType());
    text.add(Integer.toString(facts.kind()));
    text.add(facts.implementation());
    text.add(facts.implementationType());
    text.add(facts.dynamicType());
    text.add(Boolean.toString(facts.serializable()));
    text.addAll(facts.bridges());
    List<Class<?>> classes = new ArrayList<>();
    classes.add(facts.caller());
    classes.add(facts.owner());
    classes.addAll(facts.interfaces());
    RecipeMeta recipe = new RecipeMeta();
    recipe.kind = KIND;
    recipe.text = text.toArray(String[]::new);
    recipe.types = GeneratedClasses.ids(classes.toArray(new Class<?>[0]), types);
    return recipe;
  }

  static Class<?> make(RecipeMeta recipe, int typeId, IntFunction<Class<?>> types) {
    if (!recipe.kind.equals(KIND)) {
      throw new IllegalStateException("type " + typeId + " by recipe of kind " + recipe.kind);
    }
    String[] text = recipe.text;
    List<Class<?>> interfaces = new ArrayList<>();
    for (int i = 2; i < recipe.types.length; i++) {
      interfaces.add(types.apply(recipe.types[i]));
    }
    List<String> bridges = List.of(text).subList(TEXTS, text.length);
    return LambdaRegistry.INSTANCE.make(
        new LambdaFacts(
            types.apply(recipe.types[0]),
            text[0],
            text[1],
            text[2],
            Integer.parseInt(text[3]),
            types.apply(recipe.types[1]),
            text[4],
            text[5],
            text[6],
            Boolean.parseBoolean(text[7]),
            List.copyOf(interfaces),
            List.copyOf(bridges)));
  }
}
