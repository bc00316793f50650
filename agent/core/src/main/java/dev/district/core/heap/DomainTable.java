package dev.district.core.heap;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.ClassDefiner;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The protection domains that classes of the application's loaders were defined with. All are known
 * before the walk begins: whether a domain can just be copied depends on whether a class has it.
 */
final class DomainTable {
  private final Map<ProtectionDomain, Integer> indices = new IdentityHashMap<>();
  private final List<RecipeMeta> recipes = new ArrayList<>();

  /** Adds the domain of a loaded class. */
  void addLoaded(Class<?> type) {
    ProtectionDomain domain = ClassDefiner.domainOf(type);
    if (domain != null) {
      int ignored = add(domain);
    }
  }

  /** The index of a domain that a class has. */
  int add(ProtectionDomain domain) {
    Integer known = indices.putIfAbsent(domain, recipes.size());
    if (known == null) {
      recipes.add(new RecipeMeta());
    }
    return known == null ? recipes.size() - 1 : known;
  }

  /** The index of a domain, -1 if no class has it. */
  int index(ProtectionDomain domain) {
    return indices.getOrDefault(domain, -1);
  }

  /** Notes how the object of that domain is made. */
  void made(Object domain, RecipeMeta recipe) {
    Integer index = indices.get(domain);
    if (index != null) {
      recipes.set(index, recipe);
    }
  }

  RecipeMeta[] toMeta() {
    return recipes.toArray(RecipeMeta[]::new);
  }
}
