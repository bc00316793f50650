package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code LambdaMetafactory} was asked for: enough to make the same lambda class again in
 * another JVM. Types are kept as descriptors, to be resolved by the caller's loader as the VM does
 * it (JVMS 5.4.3.6).
 *
 * @param kind of the implementation method's handle, as in {@link MethodHandleInfo}
 */
public record LambdaFacts(
    Class<?> caller,
    String interfaceMethod,
    String factoryType,
    String interfaceType,
    int kind,
    Class<?> owner,
    String implementation,
    String implementationType,
    String dynamicType,
    boolean serializable,
    List<Class<?>> interfaces,
    List<String> bridges) {

  private static final Class<?> FACTORY =
      Lookups.bootClass("java.lang.invoke.InnerClassLambdaMetafactory");
  private static final Class<?> BASE =
      Lookups.bootClass("java.lang.invoke.AbstractValidatingLambdaMetafactory");
  private static final long CALLER = offset("targetClass");
  private static final long FACTORY_TYPE = offset("factoryType");

  /** Made when the first lambda class is made again: a first run makes none. */
  private static final class Making {
    static final MethodHandle CONSTRUCTOR = constructor();
    static final MethodHandle SPIN =
        Lookups.findVirtual(FACTORY, "spinInnerClass", MethodType.methodType(Class.class))
            .asType(MethodType.methodType(Class.class, Object.class));
  }

  /** The class whose call site the factory links. */
  public static Class<?> caller(Object factory) {
    return read(factory, CALLER, Class.class);
  }

  /** Whether the factory's lambda captures nothing. */
  public static boolean isConstant(Object factory) {
    return read(factory, FACTORY_TYPE, MethodType.class).parameterCount() == 0;
  }

  /** The functional interface that the factory's lambda is to be of. */
  public static Class<?> interfaceClass(Object factory) {
    return read(factory, FACTORY_TYPE, MethodType.class).returnType();
  }

  private static long offset(String field) {
    return Raw.offset(Raw.field(BASE, field));
  }

  private static <T> T read(Object factory, long offset, Class<T> type) {
    T value = type.cast(Raw.getReference(factory, offset));
    if (value == null) {
      throw new IllegalStateException("lambda factory without " + type.getName());
    }
    return value;
  }

  /** Written out: those of a record are linked through dozens of method handles. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LambdaFacts that
        && caller == that.caller
        && owner == that.owner
        && kind == that.kind
        && serializable == that.serializable
        && implementation.equals(that.implementation)
        && implementationType.equals(that.implementationType)
        && interfaceMethod.equals(that.interfaceMethod)
        && factoryType.equals(that.factoryType)
        && interfaceType.equals(that.interfaceType)
        && dynamicType.equals(that.dynamicType)
        && interfaces.equals(that.interfaces)
        && bridges.equals(that.bridges);
  }

  @Override
  public int hashCode() {
    int hash = caller.hashCode();
    hash = 31 * hash + implementation.hashCode();
    hash = 31 * hash + factoryType.hashCode();
    return 31 * hash + dynamicType.hashCode();
  }

  /** Reads the facts off a factory. */
  public static LambdaFacts of(Object factory) {
    MethodHandleInfo info = read(factory, "implInfo", MethodHandleInfo.class);
    List<String> bridges = new ArrayList<>();
    for (MethodType bridge : read(factory, "altMethods", MethodType[].class)) {
      bridges.add(bridge.toMethodDescriptorString());
    }
    return new LambdaFacts(
        read(factory, "targetClass", Class.class),
        read(factory, "interfaceMethodName", String.class),
        type(factory, "factoryType"),
        type(factory, "interfaceMethodType"),
        info.getReferenceKind(),
        info.getDeclaringClass(),
        info.getName(),
        info.getMethodType().toMethodDescriptorString(),
        type(factory, "dynamicMethodType"),
        Raw.getByte(factory, Raw.offset(Raw.field(BASE, "isSerializable"))) != 0,
        List.of(read(factory, "altInterfaces", Class[].class)),
        List.copyOf(bridges));
  }

  private static String type(Object factory, String field) {
    return read(factory, field, MethodType.class).toMethodDescriptorString();
  }

  private static <T> T read(Object factory, String field, Class<T> type) {
    return read(factory, offset(field), type);
  }

  /** True if the lambda captures nothing, so that its call site always yields the one instance. */
  public boolean isConstant() {
    return factoryType.startsWith("()");
  }

  /** Makes a class as the metafactory would. */
  public Class<?> spin() {
    try {
      Object factory = newFactory();
      return (Class<?>) Making.SPIN.invokeExact(factory);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private Object newFactory() throws Throwable {
    Lookup lookup = Lookups.in(caller);
    MethodType[] alternatives = new MethodType[bridges.size()];
    for (int i = 0; i < alternatives.length; i++) {
      alternatives[i] = resolve(bridges.get(i));
    }
    return (Object)
        Making.CONSTRUCTOR.invokeExact(
            lookup,
            resolve(factoryType),
            interfaceMethod,
            resolve(interfaceType),
            handle(lookup),
            resolve(dynamicType),
            serializable,
            interfaces.toArray(new Class<?>[0]),
            alternatives);
  }

  private MethodHandle handle(Lookup lookup) throws ReflectiveOperationException {
    MethodType type = resolve(implementationType);
    return switch (kind) {
      case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(owner, implementation, type);
      case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(owner, type);
      case MethodHandleInfo.REF_invokeSpecial ->
          lookup.findSpecial(owner, implementation, type, caller);
      default -> lookup.findVirtual(owner, implementation, type);
    };
  }

  private MethodType resolve(String descriptor) {
    @Nullable ClassLoader loader = caller.getClassLoader();
    return MethodType.fromMethodDescriptorString(
        descriptor, loader == null ? ClassLoader.getPlatformClassLoader() : loader);
  }

  private static MethodHandle constructor() {
    try {
      return Lookups.TRUSTED
          .findConstructor(
              FACTORY,
              MethodType.methodType(
                  void.class,
                  Lookup.class,
                  MethodType.class,
                  String.class,
                  MethodType.class,
                  MethodHandle.class,
                  MethodType.class,
                  boolean.class,
                  Class[].class,
                  MethodType[].class))
          .asType(
              MethodType.methodType(
                  Object.class,
                  Lookup.class,
                  MethodType.class,
                  String.class,
                  MethodType.class,
                  MethodHandle.class,
                  MethodType.class,
                  boolean.class,
                  Class[].class,
                  MethodType[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
