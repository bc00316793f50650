package dev.district.jdk;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code sun.nio.ch.EPollPort}, the group that asynchronous channels belong to: what it has from
 * the system, to be renewed. A channel is registered for one report while an operation of it is
 * pending; one report too many does no harm, because the channel then finds nothing and registers
 * again.
 */
final class PortObject implements Multiplexer {
  static final String NAME = "sun.nio.ch.EPollPort";
  private static final Class<?> TYPE = Lookups.bootClass(NAME);
  private static final Class<?> PORT = Lookups.bootClass("sun.nio.ch.Port");
  private static final long EPFD = Raw.offset(Raw.field(TYPE, "epfd"));
  private static final long ARRAY = Raw.offset(Raw.field(TYPE, "address"));
  private static final long CLOSED = Raw.offset(Raw.field(TYPE, "closed"));
  private static final long PIPE = Raw.offset(Raw.field(TYPE, "sp"));
  private static final long WAKEUPS = Raw.offset(Raw.field(TYPE, "wakeupCount"));
  private static final long CHANNELS = Raw.offset(Raw.field(PORT, "fdToChannel"));
  private static final MethodHandle WRITE =
      Lookups.findStatic(
          Lookups.bootClass("sun.nio.ch.IOUtil"),
          "write1",
          MethodType.methodType(int.class, int.class, byte.class));

  private final Object port;

  PortObject(Object port) {
    this.port = port;
  }

  @Override
  public boolean isOpen() {
    return Raw.getByte(port, CLOSED) == 0;
  }

  @Override
  public void renew() {
    int epfd = Epoll.create();
    KernelSocket[] pipe = KernelSocket.pipe();
    pipe[0].nonBlocking(true);
    pipe[1].nonBlocking(true);
    int[] ends = (int[]) Objects.requireNonNull(Raw.getReference(port, PIPE));
    ends[0] = pipe[0].number();
    ends[1] = pipe[1].number();
    Raw.putInt(port, EPFD, epfd);
    Raw.putLong(port, ARRAY, Epoll.pollArray(TYPE, "MAX_EPOLL_EVENTS"));
    Epoll.add(epfd, ends[0], Epoll.READABLE);
    AtomicInteger wakeups = (AtomicInteger) Objects.requireNonNull(Raw.getReference(port, WAKEUPS));
    if (wakeups.get() > 0) {
      wake(ends[1]);
    }
    enterChannels(epfd);
  }

  /** Of all wake-ups that are under way, the first one has written a byte. */
  private static void wake(int end) {
    try {
      int ignored = (int) WRITE.invokeExact(end, (byte) 0);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private void enterChannels(int epfd) {
    Map<Integer, Object> byNumber = channels();
    List<Object> channels = new ArrayList<>(byNumber.values());
    byNumber.clear();
    for (Object channel : channels) {
      FileDescriptor descriptor =
          Objects.requireNonNull(SocketObject.of(channel).descriptor(), "descriptor");
      int number = SocketObject.number(descriptor);
      byNumber.put(number, channel);
      watch(epfd, number, channel);
    }
  }

  @SuppressWarnings("unchecked")
  private Map<Integer, Object> channels() {
    return (Map<Integer, Object>) Objects.requireNonNull(Raw.getReference(port, CHANNELS));
  }

  @Override
  public void watchAgain(int number) {
    Object channel = isOpen() ? channels().get(number) : null;
    if (channel != null) {
      watch(Raw.getInt(port, EPFD), number, channel);
    }
  }

  private static void watch(int epfd, int number, Object channel) {
    int events = 0;
    if (isPending(channel, "readPending") || isPending(channel, "acceptPending")) {
      events |= Epoll.READABLE;
    }
    if (isPending(channel, "writePending") || isPending(channel, "connectPending")) {
      events |= Epoll.WRITABLE;
    }
    if (events != 0) {
      Epoll.add(epfd, number, events | Epoll.ONCE);
    }
  }

  private static boolean isPending(Object channel, String flag) {
    Field field = Raw.fieldOrNull(channel.getClass(), flag);
    return field != null && Raw.getByte(channel, Raw.offset(field)) != 0;
  }
}
