package dev.district.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Answers questions about superclasses from class files, so that weaving never loads a class.
 * Doesn't keep the loader alive.
 */
final class ClassHierarchy {
  private static final String OBJECT = "java/lang/Object";

  private final @Nullable WeakReference<ClassLoader> loader;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** What one class file says. */
  private record Known(@Nullable String superName, boolean isInterface, Set<String> statics) {}

  ClassHierarchy(@Nullable ClassLoader loader) {
    this.loader = loader == null ? null : new WeakReference<>(loader);
  }

  /** Adds a class whose file is at hand. */
  void add(ClassReader reader) {
    known.put(reader.getClassName(), read(reader));
  }

  /**
   * Whether a static call of {@code owner.name} reaches the method declared by {@code declaring}:
   * owner is that class, or a subclass on the way to which nobody declares the method anew.
   */
  boolean inheritsStatic(String owner, String declaring, String name, String descriptor) {
    String current = owner;
    while (current != null && !current.equals(declaring)) {
      Known answer = find(current);
      if (answer == null || answer.statics.contains(name + descriptor)) {
        return false;
      }
      current = answer.superName;
    }
    return current != null;
  }

  /**
   * Whether the class is the other one or one of its subclasses, as far as class files can be read.
   */
  boolean isSubclass(@Nullable String name, String ancestor) {
    String current = name;
    while (current != null && !current.equals(OBJECT)) {
      if (current.equals(ancestor)) {
        return true;
      }
      current = superclass(current);
    }
    return false;
  }

  /**
   * The nearest common superclass; {@code java/lang/Object} for interfaces and what can't be read.
   */
  String commonSuperclass(String one, String other) {
    Set<String> ancestors = new LinkedHashSet<>();
    for (String c = one; c != null; c = superclass(c)) {
      ancestors.add(c);
    }
    for (String c = other; c != null; c = superclass(c)) {
      if (ancestors.contains(c)) {
        return c;
      }
    }
    return OBJECT;
  }

  private @Nullable String superclass(String name) {
    Known answer = find(name);
    return answer == null || answer.isInterface ? null : answer.superName;
  }

  private @Nullable Known find(String name) {
    Known answer = known.get(name);
    if (answer == null && !name.startsWith("[")) {
      String resource = name + ".class";
      ClassLoader source = loader == null ? null : loader.get();
      try (InputStream in =
          source == null
              ? ClassLoader.getSystemResourceAsStream(resource)
              : source.getResourceAsStream(resource)) {
        if (in != null) {
          answer = read(new ClassReader(in));
          known.put(name, answer);
        }
      } catch (IOException e) {
        return null;
      }
    }
    return answer;
  }

  private static Known read(ClassReader reader) {
    Set<String> statics = ConcurrentHashMap.newKeySet();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            if ((access & Opcodes.ACC_STATIC) != 0) {
              statics.add(name + descriptor);
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
    return new Known(reader.getSuperName(), isInterface, statics);
  }
}
