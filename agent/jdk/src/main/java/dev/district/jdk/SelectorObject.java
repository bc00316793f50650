package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code sun.nio.ch.EPollSelectorImpl}: what it has from the system, to be renewed. */
public final class SelectorObject implements Multiplexer {
  private static final Class<?> TYPE = Lookups.bootClass("sun.nio.ch.EPollSelectorImpl");
  private static final Class<?> KEY = Lookups.bootClass("sun.nio.ch.SelectionKeyImpl");
  private static final Class<?> EVENT = Lookups.bootClass("sun.nio.ch.EventFD");
  private static final long EPFD = Raw.offset(Raw.field(TYPE, "epfd"));
  private static final long ARRAY = Raw.offset(Raw.field(TYPE, "pollArrayAddress"));
  private static final long EVENTFD = Raw.offset(Raw.field(TYPE, "eventfd"));
  private static final long KEYS = Raw.offset(Raw.field(TYPE, "fdToKey"));
  private static final long TRIGGERED = Raw.offset(Raw.field(TYPE, "interruptTriggered"));
  private static final long EFD = Raw.offset(Raw.field(EVENT, "efd"));
  private static final long CHANNEL = Raw.offset(Raw.field(KEY, "channel"));
  private static final long REGISTERED = Raw.offset(Raw.field(KEY, "registeredEvents"));
  private static final MethodHandle NEW_EVENT =
      Lookups.findStatic(EVENT, "eventfd0", MethodType.methodType(int.class));
  private static final MethodHandle SET_EVENT =
      Lookups.findStatic(EVENT, "set0", MethodType.methodType(int.class, int.class));

  private final Object selector;

  SelectorObject(Object selector) {
    this.selector = selector;
  }

  /**
   * Gives the restored selector a descriptor, memory and a wake-up event of this JVM, and enters
   * its keys, whose channels must have theirs already. A wake-up that was on its way still is. The
   * events of a selection under way are gone, which {@code epoll(7)} makes good: it reports them
   * again.
   */
  @Override
  public void renew() throws ReflectiveOperationException {
    try {
      int epfd = Epoll.create();
      int event = (int) NEW_EVENT.invokeExact();
      new KernelSocket(event).nonBlocking(true);
      Raw.putInt(selector, EPFD, epfd);
      Raw.putInt(Objects.requireNonNull(Raw.getReference(selector, EVENTFD)), EFD, event);
      Raw.putLong(selector, ARRAY, Epoll.pollArray(TYPE, "NUM_EPOLLEVENTS"));
      Epoll.add(epfd, event, Epoll.READABLE);
      if (Raw.getByte(selector, TRIGGERED) != 0) {
        int ignored = (int) SET_EVENT.invokeExact(event);
      }
      enterKeys(epfd);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  @Override
  public void watchAgain(int number) {
    if (Raw.getReference(selector, KEYS) instanceof Map<?, ?> keys && isOpen()) {
      Object key = keys.get(number);
      int events = key == null ? 0 : Raw.getInt(key, REGISTERED);
      if (events != 0) {
        Epoll.add(Raw.getInt(selector, EPFD), number, events);
      }
    }
  }

  @Override
  public boolean isOpen() {
    return ((java.nio.channels.Selector) selector).isOpen();
  }

  @SuppressWarnings("unchecked")
  private void enterKeys(int epfd) {
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
        Epoll.add(epfd, number, events);
      }
    }
  }
}
