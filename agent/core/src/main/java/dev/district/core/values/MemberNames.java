package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.HandleParts;
import dev.district.jdk.HandleParts.Member;
import org.jspecify.annotations.Nullable;

/** What the lambda forms of combined method handles call: resolved anew. */
final class MemberNames implements Adapter {
  @Override
  public String kind() {
    return "member-name";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type.getName().equals("java.lang.invoke.MemberName");
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    Member member = HandleParts.member(o);
    if (member == null) {
      return null;
    }
    int[] types = {description.type(member.owner())};
    return Recipes.types(
        kind(), types, Integer.toString(member.kind()), member.name(), member.descriptor());
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return HandleParts.memberName(
        new Member(
            Integer.parseInt(recipe.text[0]),
            revival.type(recipe.types[0]),
            recipe.text[1],
            recipe.text[2]));
  }
}
