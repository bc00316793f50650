package dev.district.jdk;

import java.util.ArrayList;
import java.util.List;
import jdk.internal.access.SharedSecrets;
import jdk.internal.reflect.ConstantPool;

/** What a loaded class's run-time constant pool holds (JVMS 5.1), hidden classes included. */
public final class ConstantPools {
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
      if (pool.getTagAt(i) == ConstantPool.Tag.STRING) {
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
      ConstantPool.Tag tag = pool.getTagAt(i);
      if (tag == ConstantPool.Tag.METHODREF || tag == ConstantPool.Tag.INTERFACEMETHODREF) {
        String[] ref = pool.getMemberRefInfoAt(i);
        found.add(new String[] {ref[0].replace('/', '.'), ref[1], ref[2]});
      }
    }
    return found;
  }
}
