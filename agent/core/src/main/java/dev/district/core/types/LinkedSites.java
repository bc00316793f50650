package dev.district.core.types;

import dev.district.boot.SiteHook;
import dev.district.boot.SiteListener;
import dev.district.jdk.LoaderLocal;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The call sites that the {@code invokedynamic} instructions of the program's classes are linked
 * to, as far as bootstrap methods of the program have made them. The VM holds them, and they live
 * as long as their class; here they hang on its loader.
 *
 * <p>Linkage happens anywhere, with any lock in hand: nothing is loaded or called under the lock.
 */
public final class LinkedSites implements SiteListener {
  /** The one of this JVM; linkage is global to it. */
  public static final LinkedSites INSTANCE = new LinkedSites();

  private static final MethodType NOTHING = MethodType.methodType(void.class);

  private final LoaderLocal<Map<Class<?>, Map<Key, CallSite>>> loaders = new LoaderLocal<>();

  private record Key(int index, String name, MethodType type) {}

  /** Told of a call site. */
  @FunctionalInterface
  public interface Sink {
    void accept(int index, String name, CallSite site);
  }

  private LinkedSites() {}

  /**
   * From now on linked sites are reported to the one of this JVM. What that runs has been run, and
   * thus linked, before.
   */
  public static void install() {
    CallSite example = new ConstantCallSite(MethodHandles.empty(NOTHING));
    INSTANCE.restore(example, LinkedSites.class, 0, "example");
    var ignored = INSTANCE.known(LinkedSites.class, 0, "example", NOTHING);
    SiteHook.listener(INSTANCE);
  }

  private Map<Class<?>, Map<Key, CallSite>> of(Class<?> host) {
    return loaders.get(host.getClassLoader(), HashMap::new);
  }

  @Override
  public @Nullable CallSite known(Class<?> host, int index, String name, MethodType type) {
    Map<Class<?>, Map<Key, CallSite>> classes = of(host);
    Key key = new Key(index, name, type);
    synchronized (this) {
      Map<Key, CallSite> sites = classes.get(host);
      return sites == null ? null : sites.get(key);
    }
  }

  /** The first one of those that several threads make for one instruction is linked by all. */
  @Override
  public CallSite made(CallSite site, Class<?> host, int index, String name, MethodType type) {
    Map<Class<?>, Map<Key, CallSite>> classes = of(host);
    Key key = new Key(index, name, type);
    synchronized (this) {
      CallSite first = classes.computeIfAbsent(host, c -> new HashMap<>()).putIfAbsent(key, site);
      return first == null ? site : first;
    }
  }

  /** Tells of all sites of a class. */
  public void forEach(Class<?> host, Sink sink) {
    Map<Class<?>, Map<Key, CallSite>> classes = of(host);
    Map<Key, CallSite> sites;
    synchronized (this) {
      sites = Map.copyOf(classes.getOrDefault(host, Map.of()));
    }
    sites.forEach((key, site) -> sink.accept(key.index, key.name, site));
  }

  /** The instruction will be linked to this site, which comes from an image. */
  public void restore(CallSite site, Class<?> host, int index, String name) {
    var ignored = made(site, host, index, name, site.type());
  }
}
