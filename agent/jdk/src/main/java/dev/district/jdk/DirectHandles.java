package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Direct method handles, taken apart and found again.
 *
 * <p>The type of a handle may be another than its member's. A receiver is as narrow as it was asked
 * for: by a lookup in a subclass, or by the caller of a {@code super} method. And where {@code
 * asType} has nothing to convert it yields the same handle with another type, which the JDK no
 * longer reveals ({@code DirectMethodHandle.viewAsType}).
 */
public final class DirectHandles {
  private static final MethodHandle INVOKES_SPECIAL =
      Lookups.findByName(MethodHandle.class, "isInvokeSpecial");

  private DirectHandles() {}

  /**
   * A member and how it is got at.
   *
   * @param kind a reference kind of {@link MethodHandleInfo}
   * @param owner the class that declares the member
   * @param type of the handle
   * @param declared type of the member as a lookup is asked for it; null where the descriptor tells
   */
  public record Target(
      int kind,
      Class<?> owner,
      String name,
      String descriptor,
      boolean varargs,
      MethodType type,
      @Nullable MethodType declared) {}

  /** What the handle refers to, or null if it isn't a direct one. */
  public static @Nullable Target crack(MethodHandle handle) {
    try {
      MethodHandleInfo info = Lookups.TRUSTED.revealDirect(handle);
      return new Target(
          info.getReferenceKind(),
          info.getDeclaringClass(),
          info.getName(),
          info.getMethodType().toMethodDescriptorString(),
          handle.isVarargsCollector(),
          handle.type(),
          info.getMethodType());
    } catch (IllegalArgumentException | SecurityException notDirect) {
      return HandleParts.isDirect(handle) ? viewed(handle) : null;
    }
  }

  /** As {@code Lookup.revealDirect} does it for a handle that may be revealed. */
  private static @Nullable Target viewed(MethodHandle handle) {
    HandleParts.Member member = HandleParts.member(handle);
    if (member == null) {
      return null;
    }
    int kind = member.kind();
    if (kind == MethodHandleInfo.REF_invokeSpecial && !invokesSpecial(handle)) {
      kind = MethodHandleInfo.REF_invokeVirtual;
    }
    String descriptor = member.descriptor();
    if (kind <= MethodHandleInfo.REF_getStatic) {
      descriptor = "()" + descriptor;
    } else if (kind <= MethodHandleInfo.REF_putStatic) {
      descriptor = "(" + descriptor + ")V";
    }
    return new Target(
        kind,
        member.owner(),
        member.name(),
        descriptor,
        false,
        handle.type(),
        HandleParts.methodType(handle));
  }

  private static boolean invokesSpecial(MethodHandle handle) {
    try {
      return (boolean) INVOKES_SPECIAL.invokeExact(handle);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  public static MethodHandle find(Target target) {
    try {
      MethodHandle found = find(target, reference(target), declared(target));
      if (!target.varargs() && found.isVarargsCollector()) {
        found = found.asFixedArity();
      }
      return found.type().equals(target.type()) ? found : found.asType(target.type());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(target.toString(), e);
    }
  }

  /**
   * The type of the member. A signature polymorphic method of the platform may have types that only
   * the program knows (JVMS 2.9.3); they are those of the handle.
   */
  private static MethodType declared(Target target) {
    if (target.declared() != null) {
      return target.declared();
    }
    ClassLoader loader = target.owner().getClassLoader();
    try {
      return MethodType.fromMethodDescriptorString(
          target.descriptor(), loader == null ? ClassLoader.getPlatformClassLoader() : loader);
    } catch (TypeNotPresentException e) {
      if (loader != null || target.type().parameterCount() == 0) {
        throw e;
      }
      return target.type().dropParameterTypes(0, 1);
    }
  }

  /** The class to ask: the one that declares the member, or a subclass if it was asked. */
  private static Class<?> reference(Target target) {
    boolean receives =
        switch (target.kind()) {
          case MethodHandleInfo.REF_getField,
              MethodHandleInfo.REF_putField,
              MethodHandleInfo.REF_invokeVirtual,
              MethodHandleInfo.REF_invokeSpecial,
              MethodHandleInfo.REF_invokeInterface ->
              target.type().parameterCount() > 0;
          default -> false;
        };
    Class<?> receiver = receives ? target.type().parameterType(0) : target.owner();
    return target.owner().isAssignableFrom(receiver) ? receiver : target.owner();
  }

  private static MethodHandle find(Target target, Class<?> reference, MethodType type)
      throws ReflectiveOperationException {
    Class<?> owner = target.owner();
    String name = target.name();
    // Any other lookup would bind the handle of a method that asks for its caller to itself.
    Lookup lookup = Lookups.TRUSTED;
    return switch (target.kind()) {
      case MethodHandleInfo.REF_getField -> lookup.findGetter(reference, name, type.returnType());
      case MethodHandleInfo.REF_getStatic ->
          lookup.findStaticGetter(owner, name, type.returnType());
      case MethodHandleInfo.REF_putField ->
          lookup.findSetter(reference, name, type.parameterType(0));
      case MethodHandleInfo.REF_putStatic ->
          lookup.findStaticSetter(owner, name, type.parameterType(0));
      case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(owner, name, type);
      case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(owner, type);
      case MethodHandleInfo.REF_invokeSpecial ->
          Lookups.in(reference).findSpecial(owner, name, type, reference);
      default -> lookup.findVirtual(reference, name, type);
    };
  }
}
