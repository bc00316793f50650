package dev.district.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.internal.vm.annotation.Hidden;

/**
 * Bootstrap method of every {@code invokedynamic} in woven code whose own is the program's: asks
 * that one once in the life of the program, however many JVMs it lives in. A dynamic language keeps
 * its call sites in its own tables and exchanges their targets; another site after a restart would
 * be out of its reach.
 */
public final class SiteHook {
  private static volatile SiteListener listener;

  private SiteHook() {}

  public static void listener(SiteListener next) {
    listener = next;
  }

  /** Links as JVMS 5.4.3.6 says, with the class's own bootstrap method and static arguments. */
  @Hidden
  public static Object link(
      MethodHandles.Lookup caller,
      String name,
      MethodType type,
      MethodHandle bootstrap,
      int index,
      Object... constants)
      throws Throwable {
    SiteListener now = listener;
    Class<?> host = caller.lookupClass();
    CallSite known = now == null ? null : now.known(host, index, name, type);
    if (known != null) {
      return known;
    }
    Object[] arguments = new Object[3 + constants.length];
    arguments[0] = caller;
    arguments[1] = name;
    arguments[2] = type;
    System.arraycopy(constants, 0, arguments, 3, constants.length);
    Object made = bootstrap.invokeWithArguments(arguments);
    if (now != null && made instanceof CallSite) {
      return now.made((CallSite) made, host, index, name, type);
    }
    return made;
  }

  /**
   * Told by the JDK itself ({@code CallSite.makeSite}) of every call site that is linked, whichever
   * bootstrap method has made it.
   */
  public static void linked(CallSite site, MethodHandle bootstrap, String name, Class<?> host) {
    SiteListener now = listener;
    if (now != null) {
      now.linked(site, bootstrap, name, host);
    }
  }
}
