package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Makes the VM give every object its real place on the heap: C2 keeps scalar-replaced objects only
 * in debug information, and a stack walker would see null for them. Any heap walk of JVMTI raises
 * HotSpot's {@code EscapeBarrier} for all threads first, which deoptimises such frames and re-locks
 * eliminated locks ({@code escapeBarrier.hpp}, JDK-8227745); {@code IterateOverReachableObjects} is
 * stopped at its first root by a callback that returns 0 (libc's {@code sched_yield}). The JVMTI
 * environment lives only for the call: while one with this capability exists, some code runs
 * slower.
 */
public final class EscapeBarrier {
  private static final int JVMTI_VERSION_1_2 = 0x30010200;
  private static final long CAN_TAG_OBJECTS = 1L;

  private static final int GET_ENV = 6;
  private static final int ITERATE_OVER_REACHABLE_OBJECTS = 110;
  private static final int JNI_EDETACHED = -2;
  private static final int DISPOSE_ENVIRONMENT = 127;
  private static final int ADD_CAPABILITIES = 142;

  private final long vm;
  private final long callback;
  private final MethodHandle getEnv;
  private final MethodHandle iterate;
  private final MethodHandle dispose;
  private final MethodHandle addCapabilities;

  private EscapeBarrier(long vm, long scratch) throws Throwable {
    this.vm = vm;
    this.callback = VmSymbols.address("sched_yield");
    this.getEnv = NativeCalls.downcall(Raw.U.getLong(Raw.U.getLong(vm) + 8L * GET_ENV), 3);
    long env = newEnvironment(scratch);
    this.addCapabilities = NativeCalls.downcall(function(env, ADD_CAPABILITIES), 2);
    this.iterate = NativeCalls.downcall(function(env, ITERATE_OVER_REACHABLE_OBJECTS), 5);
    this.dispose = NativeCalls.downcall(function(env, DISPOSE_ENVIRONMENT), 1);
    dispose(env);
  }

  /**
   * Links everything; null while the VM is starting, which it is until {@code main} is looked for.
   * Fails with the reason where the VM or the foreign-function API does not allow it.
   */
  public static @Nullable EscapeBarrier link() throws Throwable {
    long scratch = Raw.U.allocateMemory(16);
    try {
      Raw.U.setMemory(scratch, 16, (byte) 0);
      MethodHandle created = NativeCalls.downcall(VmSymbols.address("JNI_GetCreatedJavaVMs"), 3);
      check("JNI_GetCreatedJavaVMs", (int) created.invokeExact(scratch, 1L, scratch + 8));
      long vm = Raw.U.getLong(scratch);
      return vm == 0 ? null : new EscapeBarrier(vm, scratch);
    } finally {
      Raw.U.freeMemory(scratch);
    }
  }

  /**
   * Materialises the scalar-replaced objects of all threads; they must not run compiled code
   * afterwards until captured.
   */
  public void raise() {
    long scratch = Raw.U.allocateMemory(16);
    try {
      long env = newEnvironment(scratch);
      Raw.U.putLong(scratch, CAN_TAG_OBJECTS);
      Raw.U.putLong(scratch + 8, 0L);
      check("AddCapabilities", (int) addCapabilities.invokeExact(env, scratch));
      check(
          "IterateOverReachableObjects",
          (int) iterate.invokeExact(env, callback, callback, callback, 0L));
      dispose(env);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    } finally {
      Raw.U.freeMemory(scratch);
    }
  }

  private long newEnvironment(long scratch) throws Throwable {
    int code = (int) getEnv.invokeExact(vm, scratch, (long) JVMTI_VERSION_1_2);
    if (code == JNI_EDETACHED) {
      // Every thread of the agent is attached: the VM is being destroyed (jni.cpp, vm_created).
      throw VmDeath.await("the VM knows the thread no more");
    }
    check("GetEnv", code);
    return Raw.U.getLong(scratch);
  }

  private void dispose(long env) throws Throwable {
    check("DisposeEnvironment", (int) dispose.invokeExact(env));
  }

  private static long function(long env, int number) {
    return Raw.U.getLong(Raw.U.getLong(env) + 8L * (number - 1));
  }

  private static void check(String call, int code) {
    if (code != 0) {
      throw new IllegalStateException(call + " returned " + code);
    }
  }
}
