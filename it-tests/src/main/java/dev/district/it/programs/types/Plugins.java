package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A loader of the program's own, whose classes make a loader in turn; classes that are loaded only
 * late; proxies of a loader; loaders that come and go.
 */
public final class Plugins {
  private Plugins() {}

  /** Defines classes of the given prefixes from bytes it holds, everything else is its parent's. */
  public static final class Host extends ClassLoader {
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();
    private final List<String> defined = new ArrayList<>();

    public Host(ClassLoader parent, String... names) throws IOException {
      super(parent);
      for (String name : names) {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = Plugins.class.getClassLoader().getResourceAsStream(file)) {
          bytes.put(name, in.readAllBytes());
        }
      }
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        byte[] own = bytes.get(name);
        if (own == null) {
          return super.loadClass(name);
        }
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null) {
          defined.add(name.substring(name.lastIndexOf('$') + 1));
          loaded = defineClass(name, own, 0, own.length);
        }
        return loaded;
      }
    }

    @Override
    public String toString() {
      return "host of " + defined;
    }
  }

  /** What plug-ins do. */
  public interface Plugin {
    /** How the names of these classes begin. */
    String PREFIX = Plugins.class.getName() + "$";

    String step(int step) throws Exception;
  }

  /** Defined by the first host; makes a host for the inner one. */
  public static final class Outer implements Plugin {
    private final Plugin inner;
    private final Comparable<?> proxy;
    private int late;

    public Outer() throws Exception {
      Host host =
          new Host(getClass().getClassLoader(), Plugin.PREFIX + "Inner", Plugin.PREFIX + "Late");
      inner = (Plugin) host.loadClass(Plugin.PREFIX + "Inner").getConstructor().newInstance();
      proxy =
          (Comparable<?>)
              java.lang.reflect.Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {Comparable.class, Plugin.class},
                  this::answer);
    }

    private Object answer(Object self, Method method, Object[] arguments) {
      return method.getName().equals("step") ? "proxied " + arguments[0] : (Object) late++;
    }

    @Override
    public String step(int step) throws Exception {
      int compared = ((Plugin) proxy).step(step).length() + proxy.compareTo(null);
      return inner.step(step) + " " + compared;
    }

    @Override
    public String toString() {
      return getClass().getClassLoader()
          + ", "
          + inner.getClass().getClassLoader()
          + " "
          + java.lang.reflect.Proxy.isProxyClass(proxy.getClass())
          + (proxy.getClass().getClassLoader() == getClass().getClassLoader());
    }
  }

  /** Defined by the host that {@link Outer} has made. */
  public static final class Inner implements Plugin {
    private static final StringBuilder SEEN = new StringBuilder();
    private Object lock = new Object();

    @Override
    public String step(int step) {
      synchronized (lock) {
        Pace.beat();
        SEEN.append(step % 10);
        Supplier<String> tail = () -> SEEN.substring(Math.max(0, SEEN.length() - 5));
        return tail.get() + (step > 50 ? Late.twice(step) : 0);
      }
    }
  }

  /** First used in the second half. */
  public static final class Late {
    private static int uses;

    static int twice(int step) {
      return 2 * step + uses++;
    }
  }

  private static String comeAndGo(int step) throws Exception {
    Host host =
        new Host(Plugins.class.getClassLoader(), Plugin.PREFIX + "Inner", Plugin.PREFIX + "Late");
    Plugin plugin = (Plugin) host.loadClass(Plugin.PREFIX + "Inner").getConstructor().newInstance();
    return plugin.step(step);
  }

  private static boolean isUnloadable() throws Exception {
    WeakReference<ClassLoader> loader = new WeakReference<>(usedLoader());
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
      Pace.sleep(20);
    }
    return loader.get() == null;
  }

  private static ClassLoader usedLoader() throws Exception {
    Host host =
        new Host(Plugins.class.getClassLoader(), Plugin.PREFIX + "Inner", Plugin.PREFIX + "Late");
    Plugin plugin = (Plugin) host.loadClass(Plugin.PREFIX + "Inner").getConstructor().newInstance();
    plugin.step(99);
    return host;
  }

  public static void main(String[] args) throws Exception {
    Host host =
        new Host(Plugins.class.getClassLoader(), Plugin.PREFIX + "Outer", Plugin.PREFIX + "Host");
    Plugin plugin = (Plugin) host.loadClass(Plugin.PREFIX + "Outer").getConstructor().newInstance();
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      String now = plugin.step(step);
      System.out.println("step " + step + ": " + now + (step % 10 == 3 ? comeAndGo(step) : ""));
    }
    String missing;
    try {
      missing = Class.forName("no.such.Thing", true, host).getName();
    } catch (ClassNotFoundException e) {
      missing = e.getMessage();
    }
    String agents;
    try {
      agents = String.valueOf(host.loadClass(Plugin.PREFIX + "Outer").getMethod("step", int.class));
      host.loadClass(Plugin.PREFIX + "Outer").getMethod("step", int.class).invoke(null, 1);
    } catch (NullPointerException | InvocationTargetException e) {
      agents = e.getClass().getName();
    }
    System.out.println(missing + " " + agents + " unloadable " + isUnloadable());
    System.out.println("done: " + plugin);
  }
}
