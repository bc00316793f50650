package dev.district.core.frames;

import dev.district.jdk.DeclaredFields;
import dev.district.jdk.DeclaredFields.DeclaredField;
import dev.district.jdk.MethodTable;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a nestmate of the host class may name or touch. It is no subclass, so protected members
 * inherited from another package are out of its reach (JVMS 5.4.4).
 */
final class MemberAccess {
  private final Class<?> host;
  private final boolean inheritsFromElsewhere;
  private final Map<String, Naming> namings = new HashMap<>();

  /** What naming a class in an instruction of the host would come to. */
  private enum Naming {
    ALLOWED,
    FORBIDDEN,
    ABSENT
  }

  MemberAccess(Class<?> host) {
    this.host = host;
    boolean elsewhere = false;
    for (Class<?> type = host.getSuperclass();
        type != null && type != Object.class;
        type = type.getSuperclass()) {
      elsewhere |= !samePackage(type);
    }
    this.inheritsFromElsewhere = elsewhere;
  }

  Class<?> type(String internalName) {
    try {
      return Class.forName(internalName.replace('/', '.'), false, host.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(internalName + " seen from " + host.getName(), e);
    }
  }

  MethodType methodType(String descriptor) {
    return MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
  }

  /** Whether the host may name the class in an instruction; in doubt not. */
  boolean mayName(String internalName) {
    return naming(internalName) == Naming.ALLOWED;
  }

  /**
   * Whether the host's loader has no such class, or can't be asked yet. No object is of such a
   * class, as far as the host's code is concerned (JVMS 5.3.4): a variable of that type is null,
   * and a cast of null resolves nothing (JVMS 6.5, {@code checkcast}).
   */
  boolean isAbsent(String internalName) {
    return naming(internalName) == Naming.ABSENT;
  }

  private Naming naming(String internalName) {
    Naming known = namings.get(internalName);
    if (known == null) {
      known = find(internalName);
      namings.put(internalName, known);
    }
    return known;
  }

  private Naming find(String internalName) {
    String element = internalName;
    if (internalName.startsWith("[")) {
      element = internalName.replaceAll("^\\[+", "");
      if (!element.startsWith("L")) {
        return Naming.ALLOWED;
      }
      element = element.substring(1, element.length() - 1);
    }
    try {
      return isVisible(Class.forName(element.replace('/', '.'), false, host.getClassLoader()))
          ? Naming.ALLOWED
          : Naming.FORBIDDEN;
    } catch (ClassNotFoundException | LinkageError e) {
      return Naming.ABSENT;
    }
  }

  private boolean isVisible(Class<?> type) {
    if (samePackage(type)) {
      return true;
    }
    Module from = host.getModule();
    Module of = type.getModule();
    return Modifier.isPublic(type.getModifiers())
        && from.canRead(of)
        && of.isExported(type.getPackageName(), from);
  }

  private boolean samePackage(Class<?> type) {
    return type.getClassLoader() == host.getClassLoader()
        && type.getPackageName().equals(host.getPackageName());
  }

  /** Whether the host may have a protected field from another package. */
  boolean mayInheritField() {
    return inheritsFromElsewhere;
  }

  /** Whether the host may have a protected method of that name from another package. */
  boolean mayInheritMethod(String name) {
    return inheritsFromElsewhere || name.equals("clone") || name.equals("finalize");
  }

  /**
   * The class that declares the method if only inheritance gives the host access to it, else null.
   */
  @Nullable Class<?> protectedMethod(String owner, String name, String descriptor) {
    return mayInheritMethod(name)
        ? protectedIn(owner, type -> MethodTable.modifiers(type, name, descriptor))
        : null;
  }

  /**
   * The class that declares the field if only inheritance gives the host access to it, else null.
   */
  @Nullable Class<?> protectedField(String owner, String name) {
    return inheritsFromElsewhere ? protectedIn(owner, type -> fieldModifiers(type, name)) : null;
  }

  private interface Modifiers {
    /** Modifiers of the member declared by the class, or -1. */
    int of(Class<?> type);
  }

  private @Nullable Class<?> protectedIn(String owner, Modifiers member) {
    if (owner.startsWith("[")) {
      return null;
    }
    Class<?> start = type(owner);
    if (!start.isAssignableFrom(host) && !host.isAssignableFrom(start)) {
      return null;
    }
    for (Class<?> type = start; type != null; type = type.getSuperclass()) {
      int modifiers = member.of(type);
      if (modifiers >= 0) {
        return Modifier.isProtected(modifiers) && !samePackage(type) ? type : null;
      }
    }
    return null;
  }

  private static int fieldModifiers(Class<?> type, String name) {
    for (DeclaredField field : DeclaredFields.of(type)) {
      if (field.name().equals(name)) {
        return field.modifiers();
      }
    }
    return -1;
  }
}
