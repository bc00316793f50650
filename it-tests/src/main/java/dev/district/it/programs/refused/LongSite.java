package dev.district.it.programs.refused;

import dev.district.it.programs.types.ClassFileText;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import org.jspecify.annotations.Nullable;

/**
 * Holds a class whose {@code invokedynamic} has as many static arguments as there may be (JVMS
 * 4.7.23), and exchanges the target of the call site it is linked to.
 */
public final class LongSite {
  private static final String OWNER = LongSite.class.getName().replace('.', '/');
  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;";
  private static final int MOST = 251;
  private static final int INTEGER = 3;
  private static final int CLASS = 7;
  private static final int METHODREF = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int CONSTANTS = 19;
  private static final int JAVA_8 = 52;

  private static @Nullable MutableCallSite linked;

  private LongSite() {}

  /** The bootstrap method. */
  public static CallSite link(Lookup lookup, String name, MethodType type, Object... constants) {
    linked = new MutableCallSite(MethodHandles.constant(int.class, constants.length));
    return linked;
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }

  private record Held(MethodHandle call) implements Holding.Resource {
    @Override
    public int use(int step) throws Exception {
      try {
        int value = (int) call.invokeExact();
        if (linked != null) {
          linked.setTarget(MethodHandles.constant(int.class, value + step));
        }
        return value;
      } catch (Throwable t) {
        throw new IllegalStateException(t);
      }
    }

    @Override
    public void close() {
      linked = null;
    }
  }

  private static byte[] made() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    file.writeInt(0xCAFEBABE);
    file.writeInt(JAVA_8);
    file.writeShort(CONSTANTS + MOST);
    ClassFileText.text(file, OWNER + "Made");
    ClassFileText.pair(file, CLASS, 1);
    ClassFileText.text(file, "java/lang/Object");
    ClassFileText.pair(file, CLASS, 3);
    ClassFileText.text(file, "call");
    ClassFileText.text(file, "()I");
    ClassFileText.text(file, "Code");
    ClassFileText.text(file, "BootstrapMethods");
    ClassFileText.text(file, OWNER);
    ClassFileText.pair(file, CLASS, 9);
    ClassFileText.text(file, "link");
    ClassFileText.text(file, BOOTSTRAP);
    ClassFileText.pair(file, NAME_AND_TYPE, 11, 12);
    ClassFileText.pair(file, METHODREF, 10, 13);
    file.writeByte(METHOD_HANDLE);
    file.writeByte(6);
    file.writeShort(14);
    ClassFileText.text(file, "number");
    ClassFileText.pair(file, NAME_AND_TYPE, 16, 6);
    ClassFileText.pair(file, INVOKE_DYNAMIC, 0, 17);
    for (int i = 0; i < MOST; i++) {
      file.writeByte(INTEGER);
      file.writeInt(i);
    }
    ClassFileText.shorts(file, 0x21, 2, 4, 0, 0, 1);
    ClassFileText.shorts(file, 9, 5, 6, 1, 7);
    file.writeInt(18);
    ClassFileText.shorts(file, 1, 0);
    file.writeInt(6);
    file.write(new byte[] {(byte) 0xBA, 0, 18, 0, 0, (byte) 0xAC});
    ClassFileText.shorts(file, 0, 0, 1, 8);
    file.writeInt(2 + 4 + 2 * MOST);
    ClassFileText.shorts(file, 1, 15, MOST);
    for (int i = 0; i < MOST; i++) {
      ClassFileText.shorts(file, CONSTANTS + i);
    }
    return bytes.toByteArray();
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          Class<?> made = new Loader().define(made());
          MethodType type = MethodType.methodType(int.class);
          return new Held(MethodHandles.lookup().findStatic(made, "call", type));
        });
  }
}
