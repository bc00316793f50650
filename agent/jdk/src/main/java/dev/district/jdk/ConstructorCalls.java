package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Runs a constructor on an object that exists already, which bytecode outside of {@code <init>} may
 * not do (JVMS 4.10.1.9.invokespecial): the initialiser member of an ordinary constructor handle,
 * wrapped again as a special handle.
 */
public final class ConstructorCalls {
  private ConstructorCalls() {}

  /** {@code (declaring, arguments…)void}. */
  public static MethodHandle onExisting(Class<?> declaring, MethodType arguments) {
    try {
      MethodType type = arguments.changeReturnType(void.class);
      MethodHandle constructor = Lookups.TRUSTED.findConstructor(declaring, type);
      Class<?> direct = Lookups.bootClass("java.lang.invoke.DirectMethodHandle");
      Object initializer =
          Raw.get(
              constructor,
              Lookups.bootClass("java.lang.invoke.DirectMethodHandle$Constructor"),
              "initMethod");
      MethodType full = type.insertParameterTypes(0, declaring);
      Object form = form(direct, full);
      Constructor<?> special =
          Lookups.bootClass("java.lang.invoke.DirectMethodHandle$Special")
              .getDeclaredConstructors()[0];
      return (MethodHandle)
          Lookups.TRUSTED
              .unreflectConstructor(special)
              .invokeWithArguments(full, form, initializer, true, declaring);
    } catch (Throwable t) {
      throw new IllegalStateException(
          "constructor " + declaring.getName() + arguments + " can't be called on an object", t);
    }
  }

  private static Object form(Class<?> direct, MethodType type) throws Throwable {
    Field which = Raw.field(Lookups.bootClass("java.lang.invoke.MethodTypeForm"), "LF_INVSPECIAL");
    int kind = Raw.getInt(Raw.staticBase(which), Raw.staticOffset(which));
    MethodHandle basicType = Lookups.findByName(MethodType.class, "basicType");
    for (Method method : direct.getDeclaredMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      if (method.getName().equals("preparedLambdaForm")
          && parameters.length == 2
          && parameters[0] == MethodType.class) {
        return Lookups.TRUSTED.unreflect(method).invoke((MethodType) basicType.invoke(type), kind);
      }
    }
    throw new IllegalStateException("DirectMethodHandle.preparedLambdaForm is not there");
  }
}
