package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.TypeMeta;
import dev.district.jdk.ClassDefiner;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Protection domains. Of a built-in loader it is the loader's own for that code source. One that a
 * class of another loader was defined with is needed before that class is, and filled later; any
 * other is copied.
 */
final class Domains implements Adapter {
  /** The agent's domain: a thread started from a resumed stack inherits it with its context. */
  private static final String AGENT = "agent";

  private static final String LOADERS = "loader's";
  private static final String FILLED = "filled";

  @Override
  public String kind() {
    return "protection-domain";
  }

  @Override
  public boolean handles(Class<?> type) {
    return ProtectionDomain.class.isAssignableFrom(type);
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    ProtectionDomain domain = (ProtectionDomain) o;
    ClassLoader loader = domain.getClassLoader();
    if (loader != null && loader == Domains.class.getClassLoader()) {
      return Recipes.text(kind(), AGENT);
    }
    CodeSource source = domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (loader != null && location != null && o.getClass() == ProtectionDomain.class) {
      int code = description.loader(loader);
      if (code < TypeMeta.CUSTOM) {
        return Recipes.text(kind(), LOADERS, Integer.toString(code), location.toExternalForm());
      }
    }
    int index = description.domain(domain);
    if (index < 0) {
      return null;
    }
    int type = description.type(o.getClass());
    RecipeMeta recipe = Recipes.types(kind(), new int[] {type}, FILLED, Integer.toString(index));
    recipe.payloadType = type;
    return recipe;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    String which = recipe.text[0];
    if (which.equals(AGENT)) {
      return Domains.class.getProtectionDomain();
    }
    if (which.equals(FILLED)) {
      return revival.domain(Integer.parseInt(recipe.text[1]));
    }
    ClassLoader loader = Objects.requireNonNull(revival.loader(Integer.parseInt(recipe.text[1])));
    ProtectionDomain domain = ClassDefiner.domain(loader, recipe.text[2]);
    if (domain == null) {
      throw new IllegalStateException("no protection domain for " + recipe.text[2]);
    }
    return domain;
  }
}
