package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.access.SharedSecrets;
import jdk.internal.reflect.ConstantPool;

/** What a loaded class's run-time constant pool holds (JVMS 5.1), hidden classes included. */
public final class ConstantPools {
  private static final int STRING = 8;
  private static final int METHODREF = 10;
  private static final int INTERFACE_METHODREF = 11;
  private static final MethodHandle TAG =
      Lookups.findByName(ConstantPool.class, "getTagAt0", Object.class, int.class);

  private ConstantPools() {}

  /**
   * The string literals of the class: the very objects that {@code ldc} pushes. None if the class's
   * initialisation hasn't begun: no code of it has run, and the VM crashes when an unlinked class
   * is asked.
   */
  public static List<String> literals(Class<?> type) {
    boolean linked =
        Raw.isInitialized(type) || ClassStates.trusted() && ClassStates.isRunning(type);
    if (!linked) {
      return List.of();
    }
    ConstantPool pool = SharedSecrets.getJavaLangAccess().getConstantPool(type);
    List<String> found = new ArrayList<>();
    for (int i = 1; i < pool.getSize(); i++) {
      if (tag(pool, i) == STRING) {
        found.add(pool.getStringAt(i));
      }
    }
    return found;
  }

  /** Methods that the class refers to: owner (binary name), name, descriptor. */
  public static List<String[]> methods(Class<?> type) {
    ConstantPool pool = SharedSecrets.getJavaLangAccess().getConstantPool(type);
    List<String[]> found = new ArrayList<>();
    for (int i = 1; i < pool.getSize(); i++) {
      int tag = tag(pool, i);
      if (tag == METHODREF || tag == INTERFACE_METHODREF) {
        String[] ref = pool.getMemberRefInfoAt(i);
        found.add(new String[] {ref[0].replace('/', '.'), ref[1], ref[2]});
      }
    }
    return found;
  }

  /**
   * The tag as in the class file (JVMS 4.4). {@code ConstantPool.getTagAt} knows not all of them:
   * it throws at a {@code CONSTANT_Dynamic}, which javac puts into every class that switches over
   * patterns and constants of an enum.
   */
  private static int tag(ConstantPool pool, int index) {
    try {
      Object raw = Raw.get(pool, ConstantPool.class, "constantPoolOop");
      return (byte) TAG.invoke(pool, raw, index);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
