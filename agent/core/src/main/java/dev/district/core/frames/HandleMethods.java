package dev.district.core.frames;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Small static methods of a resume class, each of which calls a method handle kept in the class
 * data: the way to what bytecode of a nestmate may not do itself. The handle is a constant to the
 * JIT.
 */
final class HandleMethods {
  private static final Handle CLASS_DATA_AT =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/MethodHandles",
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)"
              + "Ljava/lang/Object;",
          false);

  private record HandleMethod(String name, String descriptor, String callDescriptor, int handle) {}

  private record Cast(String name, String type, String field, int handle) {}

  private final String self;
  private final MemberAccess access;
  private final List<HandleMethod> methods = new ArrayList<>();
  private final List<Cast> casts = new ArrayList<>();
  private final List<TypeCarrier> carriers = new ArrayList<>();
  private final List<MethodHandle> handles = new ArrayList<>();

  HandleMethods(String self, MemberAccess access) {
    this.self = self;
    this.access = access;
  }

  /** The instruction that calls the handle with arguments and result as the descriptor says. */
  MethodInsnNode call(String descriptor, Supplier<MethodHandle> handle) {
    String name = "handle" + methods.size();
    String erased = erase(descriptor);
    methods.add(new HandleMethod(name, descriptor, erased, handles.size()));
    handles.add(LateHandle.of(access.methodType(erased), handle));
    return new MethodInsnNode(Opcodes.INVOKESTATIC, self, name, descriptor, false);
  }

  /** Class data the resume class is to be defined with. */
  List<MethodHandle> classData() {
    return handles;
  }

  /**
   * The instruction that casts an object to the type, which the host may not be allowed to name.
   */
  AbstractInsnNode cast(String type) {
    if (access.mayName(type) || access.isAbsent(type)) {
      return new TypeInsnNode(Opcodes.CHECKCAST, type);
    }
    String name = "cast" + casts.size();
    TypeCarrier carrier = new TypeCarrier("carried" + casts.size());
    casts.add(new Cast(name, type, carrier.field(), handles.size()));
    carriers.add(carrier);
    handles.add(carrier.handle());
    String descriptor = "(Ljava/lang/Object;)" + Type.getObjectType(type).getDescriptor();
    return new MethodInsnNode(Opcodes.INVOKESTATIC, self, name, descriptor, false);
  }

  /** Tells the casts which class they belong to. */
  void defined(Class<?> resumeClass) {
    carriers.forEach(carrier -> carrier.defined(resumeClass));
  }

  void write(ClassWriter writer) {
    for (HandleMethod method : methods) {
      MethodVisitor code = begin(writer, method.name, method.descriptor, method.handle);
      int local = 0;
      for (Type argument : Type.getArgumentTypes(method.descriptor)) {
        code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
        local += argument.getSize();
      }
      invoke(code, method.callDescriptor);
      Type result = Type.getReturnType(method.descriptor);
      if (!result.equals(Type.getReturnType(method.callDescriptor))) {
        cast(result.getInternalName()).accept(code);
      }
      end(code, result);
    }
    for (Cast cast : casts) {
      Type type = Type.getObjectType(cast.type);
      writer.visitField(0, cast.field, type.getDescriptor(), null, null).visitEnd();
      MethodVisitor code =
          begin(writer, cast.name, "(Ljava/lang/Object;)" + type.getDescriptor(), cast.handle);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      invoke(code, Emit.APPLY_DESCRIPTOR);
      code.visitTypeInsn(Opcodes.CHECKCAST, self);
      code.visitFieldInsn(Opcodes.GETFIELD, self, cast.field, type.getDescriptor());
      end(code, type);
    }
  }

  private static MethodVisitor begin(
      ClassWriter writer, String name, String descriptor, int handle) {
    int flags = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
    MethodVisitor code = writer.visitMethod(flags, name, descriptor, null, null);
    code.visitCode();
    code.visitLdcInsn(
        new ConstantDynamic("_", "Ljava/lang/invoke/MethodHandle;", CLASS_DATA_AT, handle));
    return code;
  }

  private static void invoke(MethodVisitor code, String descriptor) {
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", descriptor, false);
  }

  private static void end(MethodVisitor code, Type result) {
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /**
   * Types that the host may not name become {@code Object}: linking a handle's type checks access
   * to it.
   */
  private String erase(String descriptor) {
    StringBuilder erased = new StringBuilder("(");
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      erased.append(erase(argument));
    }
    return erased.append(')').append(erase(Type.getReturnType(descriptor))).toString();
  }

  private String erase(Type type) {
    boolean keep = type.getSort() < Type.ARRAY || access.mayName(type.getInternalName());
    return keep ? type.getDescriptor() : "Ljava/lang/Object;";
  }
}
