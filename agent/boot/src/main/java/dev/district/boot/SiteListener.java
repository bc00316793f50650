package dev.district.boot;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Knows the call sites of the program's own bootstrap methods. */
public interface SiteListener {
  /**
   * The call site that this {@code invokedynamic} was linked to before a restart, or null.
   *
   * @param index which one of the class, in the order of its class file
   */
  CallSite known(Class<?> host, int index, String name, MethodType type);

  /** The bootstrap method has made this call site; returns the one that is to be linked. */
  CallSite made(CallSite site, Class<?> host, int index, String name, MethodType type);

  /** An instruction is about to be linked to this call site, asked for here or not. */
  void linked(CallSite site, MethodHandle bootstrap, String name, Class<?> host);
}
