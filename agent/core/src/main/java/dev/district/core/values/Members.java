package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.Reflected;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * {@code Method}, {@code Field} and {@code Constructor} objects: an own copy each, accessible if it
 * was.
 */
final class Members implements Adapter {
  @Override
  public String kind() {
    return "member";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type == Method.class || type == Field.class || type == Constructor.class;
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    Member member = (Member) o;
    if (Reflected.isSynthesized(member)) {
      description.refuse(
          "constructor for deserialization of " + Reflected.madeFor(member).getName(),
          "checkpoint when no object stream is in use");
      return null;
    }
    return Recipes.types(
        kind(),
        new int[] {description.type(member.getDeclaringClass())},
        member.getName(),
        Reflected.descriptor(member),
        Reflected.isAccessible((AccessibleObject) o) ? "accessible" : "");
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    AccessibleObject found =
        Reflected.find(revival.type(recipe.types[0]), recipe.text[0], recipe.text[1]);
    if (!recipe.text[2].isEmpty()) {
      Reflected.makeAccessible(found);
    }
    return found;
  }
}
