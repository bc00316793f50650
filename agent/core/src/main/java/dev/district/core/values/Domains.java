package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.ClassDefiner;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Protection domains of the built-in loaders: the loader's own for that code source. */
final class Domains implements Adapter {
  /** The agent's domain: a thread started from a resumed stack inherits it with its context. */
  private static final String AGENT = "agent";

  @Override
  public String kind() {
    return "protection-domain";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type == ProtectionDomain.class;
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    ProtectionDomain domain = (ProtectionDomain) o;
    String loader = Loaders.name(domain.getClassLoader());
    CodeSource source = domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (loader == null && domain.getClassLoader() == Domains.class.getClassLoader()) {
      return Recipes.text(kind(), AGENT);
    }
    if (domain.getClassLoader() == null || loader == null || location == null) {
      return null;
    }
    return Recipes.text(kind(), loader, location.toExternalForm());
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    if (recipe.text[0].equals(AGENT)) {
      return Domains.class.getProtectionDomain();
    }
    ClassLoader loader = Loaders.byName(recipe.text[0]);
    ProtectionDomain domain = loader == null ? null : ClassDefiner.domain(loader, recipe.text[1]);
    if (domain == null) {
      throw new IllegalStateException("no protection domain for " + recipe.text[1]);
    }
    return domain;
  }
}
