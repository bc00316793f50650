package dev.district.core.heap;

import dev.district.core.types.LinkedSites;
import dev.district.core.types.TypeTable;
import dev.district.image.meta.PlatformMeta;
import java.lang.invoke.CallSite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The call sites of the program's own bootstrap methods, which nothing but the VM may hold: each
 * with its class and the instruction that is linked to it.
 */
final class SiteTable {
  private final TypeTable types;
  private final ToIntBiFunction<@Nullable Object, String> root;
  private final Blockers blockers;
  private final List<Integer> hosts = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Integer> sites = new ArrayList<>();

  SiteTable(TypeTable types, ToIntBiFunction<@Nullable Object, String> root, Blockers blockers) {
    this.types = types;
    this.root = root;
    this.blockers = blockers;
  }

  /** Makes the call sites of a class roots, and refuses those that nobody has. */
  void add(Class<?> host) {
    for (String name : LinkedSites.INSTANCE.unseen(host)) {
      blockers.add(
          "the call site of invokedynamic " + name + " would be another after a restart",
          () -> "class " + host.getName(),
          "give its bootstrap method less than 250 static arguments;"
              + " --option verbose=true tells if the class could not be woven, and why");
    }
    LinkedSites.INSTANCE.forEach(
        host,
        (index, name, site) -> {
          hosts.add(types.id(host));
          indexes.add(index);
          names.add(name);
          sites.add(root.applyAsInt(site, "a call site of " + host.getName()));
        });
  }

  void writeTo(PlatformMeta meta) {
    meta.siteHosts = hosts.stream().mapToInt(Integer::intValue).toArray();
    meta.siteIndexes = indexes.stream().mapToInt(Integer::intValue).toArray();
    meta.siteNames = names.toArray(new String[0]);
    meta.sites = sites.stream().mapToInt(Integer::intValue).toArray();
  }

  static void restore(
      PlatformMeta meta, IntFunction<Class<?>> type, IntFunction<@Nullable Object> objects) {
    for (int i = 0; i < meta.sites.length; i++) {
      if (objects.apply(meta.sites[i]) instanceof CallSite site) {
        LinkedSites.INSTANCE.restore(
            site, type.apply(meta.siteHosts[i]), meta.siteIndexes[i], meta.siteNames[i]);
      }
    }
  }
}
