package dev.district.core.frames;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Superclass relations read from class files, so that no class is loaded by asking. A class file
 * that can't be found counts as a direct subclass of {@code Object}; interfaces merge to {@code
 * Object}, as the verifier has them (JVMS 4.10.1.2).
 */
final class ClassHierarchy {
  private static final String OBJECT = "java/lang/Object";

  private final ClassCode start;
  private final Map<String, @Nullable String> supers = new HashMap<>();

  ClassHierarchy(ClassCode start) {
    this.start = start;
    supers.put(start.name(), start.superName());
  }

  /** The closest common superclass of two classes. */
  String commonSuper(String a, String b) {
    List<String> chain = ancestors(a);
    for (String candidate : ancestors(b)) {
      if (chain.contains(candidate)) {
        return candidate;
      }
    }
    return OBJECT;
  }

  private List<String> ancestors(String name) {
    List<String> chain = new ArrayList<>();
    for (String n = name; n != null; n = superOf(n)) {
      chain.add(n);
    }
    return chain;
  }

  private @Nullable String superOf(String name) {
    if (name.equals(OBJECT)) {
      return null;
    }
    if (!supers.containsKey(name)) {
      supers.put(name, read(name));
    }
    return supers.get(name);
  }

  private String read(String name) {
    ClassLoader loader = start.loader();
    String file = name + ".class";
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(file)
            : loader.getResourceAsStream(file)) {
      if (in == null) {
        return OBJECT;
      }
      ClassReader reader = new ClassReader(in.readAllBytes());
      boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
      String superName = reader.getSuperName();
      return isInterface || superName == null ? OBJECT : superName;
    } catch (IOException e) {
      return OBJECT;
    }
  }
}
