package dev.district.jdk;

import java.lang.invoke.MethodType;
import java.util.stream.Stream;

/**
 * Virtual threads of this JVM (JEP 444), counted through the root of the JDK's thread containers.
 */
public final class VirtualThreads {
  private static final int FIRST_RELEASE = 21;

  private VirtualThreads() {}

  /** How many are alive; 0 on releases that have none. */
  public static long alive() {
    if (Runtime.version().feature() < FIRST_RELEASE) {
      return 0;
    }
    Class<?> containers = Lookups.bootClass("jdk.internal.vm.ThreadContainers");
    Class<?> container = Lookups.bootClass("jdk.internal.vm.ThreadContainer");
    try {
      Object root =
          Lookups.findStatic(containers, "root", MethodType.methodType(container)).invoke();
      Class<?> virtual = Lookups.bootClass("java.lang.BaseVirtualThread");
      Stream<?> threads =
          (Stream<?>)
              Lookups.TRUSTED.bind(root, "threads", MethodType.methodType(Stream.class)).invoke();
      return threads.filter(virtual::isInstance).count();
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}
