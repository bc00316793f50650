package dev.district.core.frames;

import dev.district.jdk.LiveFrame;
import java.util.List;
import java.util.Set;

/**
 * Quick look at a live stack for what is never rebuilt: initialisation of JDK classes and class
 * loading in progress, linkage of call sites, native frames nobody knows. Reads names only.
 */
public final class Resumability {
  private static final String RESUMPTION = "dev.district.boot.Resumption";
  private static final Set<String> LINKAGE =
      Set.of(
          "java.lang.invoke.MethodHandleNatives",
          "java.lang.invoke.CallSite",
          "java.lang.invoke.BootstrapMethodInvoker");

  /** They don't tell whether their descriptor has been closed already. */
  private static final Set<String> ASYNCHRONOUS =
      Set.of(
          "sun.nio.ch.UnixAsynchronousSocketChannelImpl",
          "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl");

  private Resumability() {}

  /**
   * Throws if the stack can't be rebuilt, naming the frame; says nothing about frames it doesn't
   * know.
   */
  public static void check(List<LiveFrame> innermostFirst) throws Unresumable {
    for (LiveFrame frame : innermostFirst) {
      if (isResumption(frame)) {
        return;
      }
      check(frame);
    }
  }

  static boolean isResumption(LiveFrame frame) {
    return frame.declaringClass().getName().equals(RESUMPTION);
  }

  static void check(LiveFrame frame) throws Unresumable {
    Class<?> type = frame.declaringClass();
    String method = frame.method();
    if (method.equals("<clinit>") && isPlatform(type)) {
      throw new Unresumable("a class of the JDK is being initialised", frame);
    }
    if (type.getClassLoader() == null && LINKAGE.contains(type.getName())) {
      throw new Unresumable("a call site or constant is being linked", frame);
    }
    if (ClassLoader.class.isAssignableFrom(type) && loads(method)) {
      throw new Unresumable("a class is being loaded", frame);
    }
    if (method.equals("implClose") && ASYNCHRONOUS.contains(type.getName())) {
      throw new Unresumable("an asynchronous channel is being closed", frame);
    }
    if (frame.nativeMethod()
        && !ReflectiveFrames.isReflective(frame)
        && !NativeCall.mayInitialise(frame)) {
      throw new Unresumable("a native method is running", frame);
    }
  }

  private static boolean isPlatform(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean loads(String method) {
    return method.startsWith("loadClass")
        || method.startsWith("findClass")
        || method.startsWith("defineClass");
  }
}
