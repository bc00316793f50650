package dev.district.jdk;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out the facts of a lambda that was linked before anybody listened, from the hidden class
 * itself: its name begins with the caller's, its one interface is the functional one, and the
 * implementation method is in its constant pool.
 */
public final class LinkedLambdas {
  static final String MARK = "$$Lambda";

  private LinkedLambdas() {}

  /** The facts, or null if this isn't a plain lambda class. */
  public static @Nullable LambdaFacts facts(Class<?> lambda) {
    int mark = lambda.getName().indexOf(MARK);
    Class<?>[] interfaces = lambda.getInterfaces();
    if (mark < 0 || interfaces.length != 1) {
      return null;
    }
    Class<?> caller = named(lambda.getName().substring(0, mark), lambda.getClassLoader());
    Method method = only(lambda.getDeclaredMethods());
    if (caller == null || method == null) {
      return null;
    }
    for (String[] ref : ConstantPools.methods(lambda)) {
      Class<?> owner = named(ref[0], lambda.getClassLoader());
      boolean ownConstructor = ref[1].equals("<init>") && ref[0].equals("java.lang.Object");
      if (owner != null && !ownConstructor) {
        return facts(lambda, caller, interfaces[0], method, owner, ref[1], ref[2]);
      }
    }
    return null;
  }

  private static @Nullable LambdaFacts facts(
      Class<?> lambda,
      Class<?> caller,
      Class<?> functional,
      Method method,
      Class<?> owner,
      String name,
      String descriptor) {
    ClassLoader loader = lambda.getClassLoader();
    MethodType implementation =
        MethodType.fromMethodDescriptorString(
            descriptor, loader == null ? ClassLoader.getPlatformClassLoader() : loader);
    int kind = kind(owner, name, descriptor);
    List<Class<?>> captured = captured(lambda);
    List<Class<?>> passed = new ArrayList<>();
    if (kind != MethodHandleInfo.REF_invokeStatic
        && kind != MethodHandleInfo.REF_newInvokeSpecial) {
      passed.add(owner);
    }
    passed.addAll(implementation.parameterList());
    MethodType interfaceType =
        MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    if (passed.size() != captured.size() + interfaceType.parameterCount()) {
      return null;
    }
    MethodType dynamic = interfaceType;
    for (int i = 0; i < interfaceType.parameterCount(); i++) {
      Class<?> needed = passed.get(captured.size() + i);
      if (!interfaceType.parameterType(i).isPrimitive()) {
        Class<?> boxed = MethodType.methodType(needed).wrap().returnType();
        dynamic = dynamic.changeParameterType(i, boxed);
      }
    }
    return new LambdaFacts(
        caller,
        method.getName(),
        MethodType.methodType(functional, captured).toMethodDescriptorString(),
        interfaceType.toMethodDescriptorString(),
        kind,
        owner,
        name,
        descriptor,
        dynamic.toMethodDescriptorString(),
        false,
        List.of(),
        List.of());
  }

  /** The classes of {@code arg$1}, {@code arg$2} and so on. */
  private static List<Class<?>> captured(Class<?> lambda) {
    List<Class<?>> types = new ArrayList<>();
    for (int i = 1; Raw.fieldOrNull(lambda, "arg$" + i) != null; i++) {
      types.add(Raw.field(lambda, "arg$" + i).getType());
    }
    return types;
  }

  private static int kind(Class<?> owner, String name, String descriptor) {
    if (name.equals("<init>")) {
      return MethodHandleInfo.REF_newInvokeSpecial;
    }
    for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.getName().equals(name) && Reflected.descriptor(method).equals(descriptor)) {
          boolean isStatic = java.lang.reflect.Modifier.isStatic(method.getModifiers());
          return isStatic ? MethodHandleInfo.REF_invokeStatic : MethodHandleInfo.REF_invokeVirtual;
        }
      }
    }
    return MethodHandleInfo.REF_invokeVirtual;
  }

  private static @Nullable Method only(Method[] methods) {
    return methods.length == 1 ? methods[0] : null;
  }

  private static @Nullable Class<?> named(String name, @Nullable ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
