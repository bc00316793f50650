package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code sun.nio.ch.EPollSelectorImpl}: what it has from the system, to be renewed. */
public final class SelectorObject {
  private static final int ADD = 1;
  private static final int READABLE = 1;
  private static final Class<?> TYPE = Lookups.bootClass("sun.nio.ch.EPollSelectorImpl");
  private static final Class<?> KEY = Lookups.bootClass("sun.nio.ch.SelectionKeyImpl");
  private static final Class<?> EVENT = Lookups.bootClass("sun.nio.ch.EventFD");
  private static final Class<?> EPOLL = Lookups.bootClass("sun.nio.ch.EPoll");
  private static final long EPFD = Raw.offset(Raw.field(TYPE, "epfd"));
  private static final long ARRAY = Raw.offset(Raw.field(TYPE, "pollArrayAddress"));
  private static final long EVENTFD = Raw.offset(Raw.field(TYPE, "eventfd"));
  private static final long KEYS = Raw.offset(Raw.field(TYPE, "fdToKey"));
  private static final long TRIGGERED = Raw.offset(Raw.field(TYPE, "interruptTriggered"));
  private static final long EFD = Raw.offset(Raw.field(EVENT, "efd"));
  private static final long CHANNEL = Raw.offset(Raw.field(KEY, "channel"));
  private static final long REGISTERED = Raw.offset(Raw.field(KEY, "registeredEvents"));
  private static final MethodHandle CREATE =
      Lookups.findStatic(EPOLL, "create", MethodType.methodType(int.class));
  private static final MethodHandle CONTROL =
      Lookups.findStatic(
          EPOLL,
          "ctl",
          MethodType.methodType(int.class, int.class, int.class, int.class, int.class));
  private static final MethodHandle ALLOCATE =
      Lookups.findStatic(EPOLL, "allocatePollArray", MethodType.methodType(long.class, int.class));
  private static final MethodHandle NEW_EVENT =
      Lookups.findStatic(EVENT, "eventfd0", MethodType.methodType(int.class));
  private static final MethodHandle SET_EVENT =
      Lookups.findStatic(EVENT, "set0", MethodType.methodType(int.class, int.class));

  private final Object selector;

  private SelectorObject(Object selector) {
    this.selector = selector;
  }

  public static boolean isSelector(Class<?> type) {
    return type.getName().equals("sun.nio.ch.EPollSelectorImpl") && type.getClassLoader() == null;
  }

  public static SelectorObject of(Object selector) {
    return new SelectorObject(selector);
  }

  /**
   * Gives the restored selector a descriptor, memory and a wake-up event of this JVM, and enters
   * its keys, whose channels must have theirs already. A wake-up that was on its way still is. The
   * events of a selection under way are gone, which {@code epoll(7)} makes good: it reports them
   * again.
   */
  public void renew() throws ReflectiveOperationException {
    try {
      int epfd = (int) CREATE.invokeExact();
      int event = (int) NEW_EVENT.invokeExact();
      new KernelSocket(event).nonBlocking(true);
      Raw.putInt(selector, EPFD, epfd);
      Raw.putInt(Objects.requireNonNull(Raw.getReference(selector, EVENTFD)), EFD, event);
      Raw.putLong(selector, ARRAY, pollArray());
      add(epfd, event, READABLE);
      if (Raw.getByte(selector, TRIGGERED) != 0) {
        int ignored = (int) SET_EVENT.invokeExact(event);
      }
      enterKeys(epfd);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Watches a descriptor again whose number has been given to another socket. */
  public void watchAgain(int number) {
    if (Raw.getReference(selector, KEYS) instanceof Map<?, ?> keys && isOpen()) {
      Object key = keys.get(number);
      int events = key == null ? 0 : Raw.getInt(key, REGISTERED);
      if (events != 0) {
        try {
          add(Raw.getInt(selector, EPFD), number, events);
        } catch (Throwable t) {
          throw Sneaky.rethrow(t);
        }
      }
    }
  }

  public boolean isOpen() {
    return ((java.nio.channels.Selector) selector).isOpen();
  }

  @SuppressWarnings("unchecked")
  private void enterKeys(int epfd) throws Throwable {
    Map<Integer, Object> byNumber =
        (Map<Integer, Object>) Objects.requireNonNull(Raw.getReference(selector, KEYS));
    List<Object> keys = new ArrayList<>(byNumber.values());
    byNumber.clear();
    for (Object key : keys) {
      Object channel = Objects.requireNonNull(Raw.getReference(key, CHANNEL));
      Object descriptor = Objects.requireNonNull(SocketObject.of(channel).descriptor());
      int number = SocketObject.number(descriptor);
      byNumber.put(number, key);
      int events = Raw.getInt(key, REGISTERED);
      if (events != 0) {
        add(epfd, number, events);
      }
    }
  }

  private static void add(int epfd, int number, int events) throws Throwable {
    int error = (int) CONTROL.invokeExact(epfd, ADD, number, events);
    if (error != 0) {
      throw new IllegalStateException("epoll_ctl of descriptor " + number + ": error " + error);
    }
  }

  /** Zeroed: descriptor 0 has no key, so events left in a captured frame find nothing. */
  private static long pollArray() throws Throwable {
    Raw.ensureInitialized(TYPE);
    java.lang.reflect.Field count = Raw.field(TYPE, "NUM_EPOLLEVENTS");
    java.lang.reflect.Field size = Raw.field(EPOLL, "SIZEOF_EPOLLEVENT");
    int events = Raw.getInt(Raw.staticBase(count), Raw.staticOffset(count));
    long address = (long) ALLOCATE.invokeExact(events);
    long bytes = (long) events * Raw.getInt(Raw.staticBase(size), Raw.staticOffset(size));
    Raw.setMemory(address, bytes, (byte) 0);
    return address;
  }
}
