package dev.district.core.types;

import dev.district.image.meta.LoaderMeta;
import dev.district.image.meta.TypeMeta;
import dev.district.jdk.LoaderState;
import dev.district.jdk.MarkWord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Class loader to number, for a capture: the built-in ones have fixed numbers, others get theirs
 * when something of the image leads to them. A loader brings all its classes into the image.
 */
public final class LoaderTable {
  private final Map<ClassLoader, Integer> codes = new IdentityHashMap<>();
  private final List<ClassLoader> loaders = new ArrayList<>();
  private final List<LoaderMeta> metas = new ArrayList<>();
  private final Map<ClassLoader, List<Class<?>>> classes = new IdentityHashMap<>();
  private int taken;

  public LoaderTable() {
    codes.put(ClassLoader.getPlatformClassLoader(), TypeMeta.PLATFORM);
    codes.put(ClassLoader.getSystemClassLoader(), TypeMeta.APPLICATION);
  }

  /** Adds a loaded class of a loader that may or may not come into the image. */
  public void addLoaded(Class<?> type) {
    classes.computeIfAbsent(type.getClassLoader(), key -> new ArrayList<>()).add(type);
  }

  /** The number of a loader, a new one if it has none. */
  public int code(@Nullable ClassLoader loader) {
    if (loader == null) {
      return TypeMeta.BOOT;
    }
    Integer known = codes.get(loader);
    if (known != null) {
      return known;
    }
    LoaderMeta meta = new LoaderMeta();
    meta.hash = Math.max(0, MarkWord.peek(loader));
    String name = LoaderState.name(loader);
    meta.named = name != null;
    meta.name = name == null ? "" : name;
    meta.nameAndId = LoaderState.nameAndId(loader);
    meta.parallelCapable = LoaderState.isParallelCapable(loader);
    int code = TypeMeta.CUSTOM + loaders.size();
    codes.put(loader, code);
    loaders.add(loader);
    metas.add(meta);
    return code;
  }

  /** Whether the loader has a number already. */
  public boolean has(@Nullable ClassLoader loader) {
    return loader == null || codes.containsKey(loader);
  }

  /** The next loader that has got a number since, or null. */
  public @Nullable ClassLoader next() {
    return taken == loaders.size() ? null : loaders.get(taken++);
  }

  /** The loaded classes of a loader, in order of their names. */
  public List<Class<?>> classes(ClassLoader loader) {
    List<Class<?>> all = new ArrayList<>(classes.getOrDefault(loader, List.of()));
    all.sort(Comparator.comparing(Class::getName));
    return all;
  }

  /** Says which class a loader is of, and for which classes it is an initiating loader. */
  public void describe(ClassLoader loader, Class<?>[] initiated, ToIntFunction<Class<?>> types) {
    LoaderMeta meta = metas.get(code(loader) - TypeMeta.CUSTOM);
    meta.type = types.applyAsInt(loader.getClass());
    Map<String, Class<?>> byName = new HashMap<>();
    for (Class<?> type : initiated) {
      if (!type.isArray() && !type.isPrimitive() && !GeneratedClasses.isGenerated(type)) {
        byName.put(type.getName(), type);
      }
    }
    meta.initiated =
        byName.values().stream()
            .sorted(Comparator.comparing(Class::getName))
            .mapToInt(types)
            .toArray();
  }

  LoaderMeta[] toMeta() {
    return metas.toArray(LoaderMeta[]::new);
  }
}
