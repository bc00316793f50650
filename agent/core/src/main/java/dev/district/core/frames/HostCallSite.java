package dev.district.core.frames;

import dev.district.jdk.Lookups;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * An {@code invokedynamic} of a resume method, linked at its first execution as JVMS 5.4.3.6 says,
 * but with the look-up of the host class: lambdas made here belong to the host, not to a resume
 * class that won't exist after a restart.
 */
final class HostCallSite extends MutableCallSite {
  private static final MethodHandle LINK =
      Lookups.findVirtual(HostCallSite.class, "link", MethodType.methodType(MethodHandle.class));

  private final Class<?> host;
  private final Lookup lookup;
  private final InvokeDynamicInsnNode insn;

  HostCallSite(Class<?> host, InvokeDynamicInsnNode insn) {
    super(MethodType.fromMethodDescriptorString(insn.desc, host.getClassLoader()));
    this.host = host;
    this.lookup = Lookups.in(host);
    this.insn = insn;
    setTarget(MethodHandles.foldArguments(MethodHandles.exactInvoker(type()), LINK.bindTo(this)));
  }

  private synchronized MethodHandle link() throws Throwable {
    List<Object> arguments = new ArrayList<>();
    arguments.add(lookup);
    arguments.add(insn.name);
    arguments.add(type());
    for (Object constant : insn.bsmArgs) {
      arguments.add(resolve(constant));
    }
    CallSite site = (CallSite) handle(insn.bsm).invokeWithArguments(arguments);
    MethodHandle target = site.dynamicInvoker();
    setTarget(target);
    return target;
  }

  private Object resolve(Object constant) throws Throwable {
    if (constant instanceof Type type) {
      return type.getSort() == Type.METHOD ? methodType(type.getDescriptor()) : type(type);
    }
    if (constant instanceof Handle handle) {
      return handle(handle);
    }
    if (constant instanceof ConstantDynamic dynamic) {
      List<Object> arguments = new ArrayList<>();
      arguments.add(lookup);
      arguments.add(dynamic.getName());
      arguments.add(type(Type.getType(dynamic.getDescriptor())));
      for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
        arguments.add(resolve(dynamic.getBootstrapMethodArgument(i)));
      }
      return handle(dynamic.getBootstrapMethod()).invokeWithArguments(arguments);
    }
    return constant;
  }

  private MethodHandle handle(Handle handle) throws ReflectiveOperationException {
    Class<?> owner = type(Type.getObjectType(handle.getOwner()));
    String name = handle.getName();
    String descriptor = handle.getDesc();
    return switch (handle.getTag()) {
      case Opcodes.H_INVOKESTATIC -> lookup.findStatic(owner, name, methodType(descriptor));
      case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
          lookup.findVirtual(owner, name, methodType(descriptor));
      case Opcodes.H_INVOKESPECIAL -> lookup.findSpecial(owner, name, methodType(descriptor), host);
      case Opcodes.H_NEWINVOKESPECIAL -> lookup.findConstructor(owner, methodType(descriptor));
      case Opcodes.H_GETFIELD -> lookup.findGetter(owner, name, type(Type.getType(descriptor)));
      case Opcodes.H_GETSTATIC ->
          lookup.findStaticGetter(owner, name, type(Type.getType(descriptor)));
      case Opcodes.H_PUTFIELD -> lookup.findSetter(owner, name, type(Type.getType(descriptor)));
      default -> lookup.findStaticSetter(owner, name, type(Type.getType(descriptor)));
    };
  }

  private Class<?> type(Type type) {
    return methodType("()" + type.getDescriptor()).returnType();
  }

  private MethodType methodType(String descriptor) {
    return MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
  }
}
