package dev.district.jdk;

/**
 * An object of the JDK that waits for many descriptors at once by {@code epoll(7)}: a selector, or
 * the group of asynchronous channels.
 */
public sealed interface Multiplexer permits SelectorObject, PortObject {
  /** Whether objects of this class are such. */
  static boolean isOne(Class<?> type) {
    String name = type.getName();
    return type.getClassLoader() == null
        && (name.equals("sun.nio.ch.EPollSelectorImpl") || name.equals(PortObject.NAME));
  }

  static Multiplexer of(Object object) {
    return object.getClass().getName().equals(PortObject.NAME)
        ? new PortObject(object)
        : new SelectorObject(object);
  }

  boolean isOpen();

  /**
   * Gives the restored object what it has from the system: descriptors of this JVM, memory, and
   * registrations of its channels, which must have their descriptors already. A wake-up that was on
   * its way still is.
   */
  void renew() throws ReflectiveOperationException;

  /** Watches a descriptor again whose number has been given to another socket. */
  void watchAgain(int number);
}
