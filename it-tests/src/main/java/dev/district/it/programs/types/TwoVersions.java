package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** One class twice, in two URL class loaders that prefer their own classes to their parent's. */
public final class TwoVersions {
  private TwoVersions() {}

  private static final class ParentLast extends URLClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final Map<String, Integer> asked = new HashMap<>();
    private final String own;

    ParentLast(String name, URL[] urls, ClassLoader parent, String own) {
      super(name, urls, parent);
      this.own = own;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith(own)) {
          return super.loadClass(name, resolve);
        }
        asked.merge(name, 1, Integer::sum);
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }

    int asked() {
      return asked.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  @SuppressWarnings("unchecked")
  private static IntFunction<String> guest(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(Guest.class.getName());
    return (IntFunction<String>) type.getConstructor().newInstance();
  }

  public static void main(String[] args) throws Exception {
    URL[] here = {Guest.class.getProtectionDomain().getCodeSource().getLocation()};
    ClassLoader parent = Guest.class.getClassLoader();
    ParentLast first = new ParentLast("first", here, parent, Guest.class.getName());
    ParentLast second = new ParentLast(null, here, parent, Guest.class.getName());
    List<IntFunction<String>> guests =
        List.of(guest(first), guest(second), new Guest(), guest(first));
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      IntFunction<String> guest = guests.get(step % guests.size());
      System.out.println("step " + step + ": " + guest.apply(step));
    }
    Class<?> type = guests.get(0).getClass();
    System.out.println(
        type.getClassLoader().getName()
            + " "
            + (type.getClassLoader() == first)
            + " "
            + (type == guests.get(3).getClass())
            + " "
            + (guests.get(1).getClass().getClassLoader() == second)
            + " "
            + type.getPackage()
            + " "
            + (type.getProtectionDomain() == first.loadClass(type.getName()).getProtectionDomain())
            + " "
            + here[0].equals(type.getProtectionDomain().getCodeSource().getLocation())
            + " "
            + type.getModule().isNamed()
            + " "
            + (type.getModule() == first.getUnnamedModule())
            + " "
            + (type.getResource("TwoVersions.class") != null)
            + " "
            + (first.findResource("dev/district/it/programs/types/TwoVersions.class") != null));
    System.out.println("asked " + first.asked() + " " + second.asked());
    System.out.println("done: " + guests);
  }
}
