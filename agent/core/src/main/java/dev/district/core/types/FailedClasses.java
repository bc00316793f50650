package dev.district.core.types;

import dev.district.boot.Initialisers;
import dev.district.image.meta.TypeMeta;
import dev.district.jdk.ClassStates;
import dev.district.jdk.FailedInitializers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Lets the initialisers of those classes fail again that had failed: a class in that state stays
 * unusable (JVMS 5.5), and its initialiser must not run a second time.
 */
final class FailedClasses {
  private final TypeMeta[] types;
  private final IntFunction<Class<?>> classes;

  private final IntPredicate initializer;

  /**
   * @param initializer whether the class file of a type has an initialiser
   */
  FailedClasses(TypeMeta[] types, IntFunction<Class<?>> classes, IntPredicate initializer) {
    this.types = types;
    this.initializer = initializer;
    this.classes = classes;
  }

  /**
   * Subclasses first, their superclasses being covered: else the VM would note where the superclass
   * fails now, not where the program saw it fail. Classes that fail just because their superclass
   * does come last.
   */
  void failAll() {
    for (int id = types.length - 1; id > 0; id--) {
      if (types[id].failure.length > 0 && initializer.test(id)) {
        Class<?> type = classes.apply(id);
        ClassStates.link(type);
        List<Class<?>> above = failedAbove(id);
        above.forEach(ClassStates::cover);
        try {
          fail(type, types[id].failure);
        } finally {
          above.forEach(ClassStates::uncover);
        }
      }
    }
    for (int id = 1; id < types.length; id++) {
      if (types[id].failure.length > 0 && !initializer.test(id)) {
        FailedInitializers.fail(classes.apply(id), types[id].failure);
      }
    }
  }

  private List<Class<?>> failedAbove(int id) {
    List<Class<?>> above = new ArrayList<>();
    for (int c = types[id].parent; c != 0; c = types[c].parent) {
      if (types[c].failure.length > 0 && initializer.test(c)) {
        Class<?> type = classes.apply(c);
        ClassStates.link(type);
        above.add(type);
      }
    }
    return above;
  }

  private void fail(Class<?> type, String[] failure) {
    Throwable thrown = FailedInitializers.failure(failure, exception(failure[0]));
    Initialisers.put(
        () -> {
          throw thrown;
        });
    FailedInitializers.fail(type, failure);
    boolean ignored = Initialisers.take();
  }

  /** Of the application's own only if it can be used without running its initialiser. */
  private Class<?> exception(String name) {
    for (int id = 1; id < types.length; id++) {
      TypeMeta meta = types[id];
      if (meta.initialized && meta.form == TypeMeta.CLASS && meta.name.equals(name)) {
        return classes.apply(id);
      }
    }
    try {
      Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
      return Throwable.class.isAssignableFrom(type) ? type : Error.class;
    } catch (ClassNotFoundException e) {
      return Error.class;
    }
  }
}
