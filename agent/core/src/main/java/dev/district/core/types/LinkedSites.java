package dev.district.core.types;

import dev.district.boot.SiteHook;
import dev.district.boot.SiteListener;
import dev.district.jdk.HandleParts;
import dev.district.jdk.LoaderLocal;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

  private final UnseenSites unseen = new UnseenSites();
  private volatile boolean watching;

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
    INSTANCE.linked(example, example.getTarget(), "example", LinkedSites.class);
    INSTANCE.unseen.note(LinkedSites.class, "example");
    INSTANCE.watching = false;
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

  /**
   * Whether the JDK tells of every linkage. That of an expression in here is one, so there is one
   * at least by the time of the answer.
   */
  public boolean areWatched() {
    Runnable linked = () -> {};
    linked.run();
    return watching;
  }

  /**
   * Takes down an instruction whose linkage {@link SiteHook#link} was not asked for. A constant
   * site from a bootstrap method of the JDK is the same again in the next JVM.
   */
  @Override
  public void linked(CallSite site, MethodHandle bootstrap, String name, Class<?> host) {
    watching = true;
    Class<?> owner = HandleParts.owner(bootstrap.asFixedArity());
    if (host.getClassLoader() != null && !isOurs(owner) && !makesTheSame(owner, site)) {
      unseen.note(host, name);
    }
  }

  /** The hook's, and those of polls and of what stands for calls of the JDK. */
  private static boolean isOurs(@Nullable Class<?> owner) {
    return owner != null && owner.getPackageName().equals(SiteHook.class.getPackageName());
  }

  private static boolean makesTheSame(@Nullable Class<?> owner, CallSite site) {
    return owner != null
        && owner.getName().startsWith("java.")
        && site.getClass() == ConstantCallSite.class;
  }

  /** Names in the linked instructions of a class that another JVM would link anew. */
  public Set<String> unseen(Class<?> host) {
    return unseen.of(host);
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
