package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import jdk.internal.module.Modules;

/**
 * Calls of C functions through the foreign-function API: {@code java.lang.foreign} (22 and later),
 * or {@code jdk.incubator.foreign} of 17, loaded at run time. Reached by reflection, so that one
 * build serves both.
 *
 * <p>Linking needs native access, which is a property of all unnamed modules together (JEP 454): it
 * is granted while a handle is linked and taken back, so that the application still sees the
 * warnings it would see.
 */
final class NativeCalls {
  private NativeCalls() {}

  /** A handle {@code (long…)int} for the C function at the address. */
  static MethodHandle downcall(long address, int arguments) throws ReflectiveOperationException {
    return Runtime.version().feature() >= 22
        ? foreign(address, arguments)
        : incubator(address, arguments);
  }

  private static MethodType type(int arguments) {
    Class<?>[] longs = new Class<?>[arguments];
    Arrays.fill(longs, long.class);
    return MethodType.methodType(int.class, longs);
  }

  private static Object layouts(Class<?> element, Object layout, int count) {
    Object array = Array.newInstance(element, count);
    for (int i = 0; i < count; i++) {
      Array.set(array, i, layout);
    }
    return array;
  }

  private static MethodHandle foreign(long address, int arguments)
      throws ReflectiveOperationException {
    Class<?> linkerClass = Lookups.bootClass("java.lang.foreign.Linker");
    Class<?> layoutClass = Lookups.bootClass("java.lang.foreign.MemoryLayout");
    Class<?> values = Lookups.bootClass("java.lang.foreign.ValueLayout");
    Class<?> segmentClass = Lookups.bootClass("java.lang.foreign.MemorySegment");
    Class<?> descriptorClass = Lookups.bootClass("java.lang.foreign.FunctionDescriptor");
    Class<?> optionClass = Lookups.bootClass("java.lang.foreign.Linker$Option");
    Object descriptor =
        descriptorClass
            .getMethod("of", layoutClass, layoutClass.arrayType())
            .invoke(
                null,
                values.getField("JAVA_INT").get(null),
                layouts(layoutClass, values.getField("JAVA_LONG").get(null), arguments));
    Object segment = segmentClass.getMethod("ofAddress", long.class).invoke(null, address);
    Object linker = linkerClass.getMethod("nativeLinker").invoke(null);
    Method link =
        linkerClass.getMethod(
            "downcallHandle", segmentClass, descriptorClass, optionClass.arrayType());
    try (NativeAccess granted = NativeAccess.grant()) {
      return (MethodHandle)
          link.invoke(linker, segment, descriptor, Array.newInstance(optionClass, 0));
    }
  }

  private static MethodHandle incubator(long address, int arguments)
      throws ReflectiveOperationException {
    Optional<Module> loaded = ModuleLayer.boot().findModule("jdk.incubator.foreign");
    Module module = loaded.isPresent() ? loaded.get() : Modules.loadModule("jdk.incubator.foreign");
    Modules.addExports(module, "jdk.incubator.foreign", NativeCalls.class.getModule());
    ClassLoader loader = module.getClassLoader();
    Class<?> linkerClass = Class.forName("jdk.incubator.foreign.CLinker", true, loader);
    Class<?> layoutClass = Class.forName("jdk.incubator.foreign.MemoryLayout", true, loader);
    Class<?> addressClass = Class.forName("jdk.incubator.foreign.MemoryAddress", true, loader);
    Class<?> addressable = Class.forName("jdk.incubator.foreign.Addressable", true, loader);
    Class<?> descriptorClass =
        Class.forName("jdk.incubator.foreign.FunctionDescriptor", true, loader);
    Object descriptor =
        descriptorClass
            .getMethod("of", layoutClass, layoutClass.arrayType())
            .invoke(
                null,
                linkerClass.getField("C_INT").get(null),
                layouts(layoutClass, linkerClass.getField("C_LONG").get(null), arguments));
    Object target = addressClass.getMethod("ofLong", long.class).invoke(null, address);
    try (NativeAccess granted = NativeAccess.grant()) {
      Object linker =
          Lookups.TRUSTED
              .findStatic(linkerClass, "getInstance", MethodType.methodType(linkerClass))
              .invoke();
      MethodHandle link =
          Lookups.TRUSTED.findVirtual(
              linkerClass,
              "downcallHandle",
              MethodType.methodType(
                  MethodHandle.class, addressable, MethodType.class, descriptorClass));
      return (MethodHandle) link.invoke(linker, target, type(arguments), descriptor);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Native access of the unnamed modules, granted for a while. */
  private static final class NativeAccess implements AutoCloseable {
    private final Object holder;
    private final Field flag;
    private final boolean before;

    private NativeAccess(Object holder, Field flag) {
      this.holder = holder;
      this.flag = flag;
      this.before = Raw.U.getBoolean(holder, Raw.offset(flag));
      Raw.U.putBoolean(holder, Raw.offset(flag), true);
    }

    static NativeAccess grant() throws ReflectiveOperationException {
      Object unnamed = Objects.requireNonNull(Raw.getStatic(Module.class, "ALL_UNNAMED_MODULE"));
      Field flag = Raw.fieldOrNull(Module.class, "enableNativeAccess");
      if (flag == null) {
        flag = Raw.field(Module.class, "nativeAccess");
      }
      return new NativeAccess(unnamed, flag);
    }

    @Override
    public void close() {
      Raw.U.putBoolean(holder, Raw.offset(flag), before);
    }
  }
}
