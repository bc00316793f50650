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
  private final List<Integer> hosts = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Integer> sites = new ArrayList<>();

  SiteTable(TypeTable types, ToIntBiFunction<@Nullable Object, String> root) {
    this.types = types;
    this.root = root;
  }

  /** Makes the call sites of a class roots. */
  void add(Class<?> host) {
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
