package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Direct method handles, taken apart and found again. */
public final class DirectHandles {
  private DirectHandles() {}

  /** What the handle refers to, or null if it isn't a direct one. */
  public static @Nullable MethodHandleInfo crack(MethodHandle handle) {
    try {
      return Lookups.TRUSTED.revealDirect(handle);
    } catch (IllegalArgumentException | SecurityException notDirect) {
      return null;
    }
  }

  public static MethodHandle find(
      int kind, Class<?> owner, String name, String descriptor, boolean varargs) {
    ClassLoader loader = owner.getClassLoader();
    MethodType type =
        MethodType.fromMethodDescriptorString(
            descriptor, loader == null ? ClassLoader.getPlatformClassLoader() : loader);
    try {
      MethodHandle found = find(kind, owner, name, type);
      return varargs || !found.isVarargsCollector() ? found : found.asFixedArity();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getName() + "." + name + descriptor, e);
    }
  }

  private static MethodHandle find(int kind, Class<?> owner, String name, MethodType type)
      throws ReflectiveOperationException {
    Lookup lookup = Lookups.in(owner);
    return switch (kind) {
      case MethodHandleInfo.REF_getField -> lookup.findGetter(owner, name, type.returnType());
      case MethodHandleInfo.REF_getStatic ->
          lookup.findStaticGetter(owner, name, type.returnType());
      case MethodHandleInfo.REF_putField -> lookup.findSetter(owner, name, type.parameterType(0));
      case MethodHandleInfo.REF_putStatic ->
          lookup.findStaticSetter(owner, name, type.parameterType(0));
      case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(owner, name, type);
      case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(owner, type);
      case MethodHandleInfo.REF_invokeSpecial -> lookup.findSpecial(owner, name, type, owner);
      default -> lookup.findVirtual(owner, name, type);
    };
  }
}
