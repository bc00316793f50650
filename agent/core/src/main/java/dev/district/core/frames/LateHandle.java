package dev.district.core.frames;

import dev.district.jdk.Lookups;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.function.Supplier;

/**
 * A handle that is made at its first call, as the VM resolves an instruction when it is first
 * executed (JVMS 5.4). A resume method also has what the original has not come to yet, and that may
 * name classes which the program has not loaded; its loaders aren't asked while a stack is rebuilt.
 */
final class LateHandle extends MutableCallSite {
  private static final MethodHandle MAKE =
      Lookups.findVirtual(LateHandle.class, "make", MethodType.methodType(MethodHandle.class));

  private final Supplier<MethodHandle> source;

  private LateHandle(MethodType type, Supplier<MethodHandle> source) {
    super(type);
    this.source = source;
    setTarget(MethodHandles.foldArguments(MethodHandles.exactInvoker(type), MAKE.bindTo(this)));
  }

  /** The handle with that type: at once, or later if classes that it names can't be had yet. */
  static MethodHandle of(MethodType type, Supplier<MethodHandle> source) {
    try {
      return source.get().asType(type);
    } catch (TypeNotPresentException | LinkageError e) {
      return new LateHandle(type, source).dynamicInvoker();
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof ClassNotFoundException
          || e.getCause() instanceof LinkageError
          || e.getCause() instanceof TypeNotPresentException) {
        return new LateHandle(type, source).dynamicInvoker();
      }
      throw e;
    }
  }

  private MethodHandle make() {
    MethodHandle made;
    try {
      made = source.get().asType(type());
    } catch (TypeNotPresentException e) {
      NoClassDefFoundError error = new NoClassDefFoundError(e.typeName().replace('.', '/'));
      error.initCause(e.getCause());
      throw error;
    }
    setTarget(made);
    return made;
  }
}
