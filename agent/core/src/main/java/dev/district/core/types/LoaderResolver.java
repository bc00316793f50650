package dev.district.core.types;

import dev.district.boot.LoaderHook;
import dev.district.image.meta.LoaderMeta;
import dev.district.image.meta.TypeMeta;
import dev.district.jdk.ClassDefiner;
import dev.district.jdk.LoaderState;
import dev.district.jdk.MarkWord;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Number to class loader, for a restore. A loader of the application is made when its first class
 * is wanted, with nothing in it but what the VM needs; until it is whole the VM's questions to it
 * are answered from what the image says that it had found.
 */
final class LoaderResolver implements LoaderHook.Answerer {
  private final LoaderMeta[] metas;
  private final TypeMeta[] types;
  private final IntFunction<Class<?>> classes;
  private final @Nullable ClassLoader[] loaders;
  private final Map<ClassLoader, Map<String, Integer>> answers = new IdentityHashMap<>();

  LoaderResolver(LoaderMeta[] metas, TypeMeta[] types, IntFunction<Class<?>> classes) {
    this.metas = metas;
    this.types = types;
    this.classes = classes;
    this.loaders = new ClassLoader[metas.length];
  }

  /** The loader of a number; the boot loader is null. */
  @Nullable ClassLoader loader(int code) {
    return switch (code) {
      case TypeMeta.BOOT -> null;
      case TypeMeta.PLATFORM -> ClassLoader.getPlatformClassLoader();
      case TypeMeta.APPLICATION -> ClassLoader.getSystemClassLoader();
      default -> custom(code - TypeMeta.CUSTOM);
    };
  }

  private ClassLoader custom(int index) {
    ClassLoader known = loaders[index];
    if (known != null) {
      return known;
    }
    LoaderMeta meta = metas[index];
    Class<?> type = classes.apply(meta.type);
    String name = meta.named ? meta.name : null;
    ClassLoader made = LoaderState.allocate(type, name, meta.nameAndId, meta.parallelCapable);
    if (meta.hash != 0) {
      MarkWord.set(made, meta.hash);
    }
    loaders[index] = made;
    Map<String, Integer> found = new HashMap<>();
    for (int id : meta.initiated) {
      found.put(types[id].name, id);
    }
    answers.put(made, found);
    return made;
  }

  @Override
  public @Nullable Class<?> answer(ClassLoader loader, String name) throws ClassNotFoundException {
    Map<String, Integer> found = answers.get(loader);
    if (found == null) {
      return null;
    }
    Integer id = found.get(name);
    if (id != null) {
      return classes.apply(id);
    }
    if (name.startsWith("java.")) {
      return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    }
    Class<?> elsewhere = loadedAbove(loader, name);
    if (elsewhere != null) {
      return elsewhere;
    }
    throw new ClassNotFoundException(
        name + " is asked of a class loader that had not found it when it was captured");
  }

  /**
   * Frames that are rebuilt may name a class that their own class had not needed to resolve: the
   * type of a local variable whose value came from elsewhere. It exists then, and loading
   * constraints (JVMS 5.3.4) leave no choice as to which it is.
   */
  private @Nullable Class<?> loadedAbove(ClassLoader loader, String name) {
    ClassLoader above = LoaderState.parent(loader);
    while (above != null) {
      Class<?> loaded = ClassDefiner.loaded(above, name);
      if (loaded != null) {
        return loaded;
      }
      above = LoaderState.parent(above);
    }
    Class<?> only = null;
    for (ClassLoader other : answers.keySet()) {
      Class<?> loaded = ClassDefiner.loaded(other, name);
      if (loaded != null && only != null && loaded != only) {
        return null;
      }
      only = loaded == null ? only : loaded;
    }
    return only;
  }

  /**
   * Lets the VM record each loader as an initiating loader again of all classes it was, so that it
   * won't ask for them later: the loader would answer anew, and the program might see it do so.
   */
  void initiateAll() {
    for (int i = 0; i < metas.length; i++) {
      ClassLoader loader = custom(i);
      for (int id : metas[i].initiated) {
        try {
          Class<?> found = Class.forName(types[id].name, false, loader);
          if (found != classes.apply(id)) {
            throw new IncompatibleImage("class " + types[id].name + " was found elsewhere", null);
          }
        } catch (ClassNotFoundException | LinkageError e) {
          throw new IncompatibleImage(
              "class " + types[id].name + " can't be found again through its loader", e);
        }
      }
    }
  }
}
