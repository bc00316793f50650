package dev.district.jdk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A socket as the kernel sees it, by descriptor: {@code socket(7)}, {@code tcp(7)} of Linux. What
 * the kernel says is one truth for all of the JDK's classes of sockets and channels. Addresses are
 * raw {@code sockaddr} structures, good for the same kernel interface only.
 */
public final class KernelSocket {
  public static final int UNIX = 1;
  public static final int INET = 2;
  public static final int INET6 = 10;
  public static final int STREAM = 1;
  public static final int DATAGRAM = 2;

  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_TYPE = 3;
  private static final int SO_DOMAIN = 39;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_LINGER = 13;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;
  private static final int TCP_QUICKACK = 12;
  private static final int POLLIN = 1;
  private static final int POLLOUT = 4;
  private static final int POLLRDHUP = 0x2000;
  private static final int POLLERR = 8;
  private static final int FIONREAD = 0x541B;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int MSG_PEEK = 2;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 0x800;
  private static final int TIOCOUTQ = 0x5411;
  private static final int MOST_NAME_BYTES = 128;
  private static final int SHUT_RD = 0;
  private static final int SHUT_WR = 1;
  private static final int SEND_CHUNK = 1 << 16;

  private final int number;

  public KernelSocket(int number) {
    this.number = number;
  }

  /** Whether the system's functions can be called at all, and are those of Linux. */
  public static boolean areAvailable() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return false;
    }
    try {
      KernelSocket probe = open(UNIX, STREAM);
      boolean understood = probe.domain() == UNIX && probe.type() == STREAM;
      probe.close();
      return understood;
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }

  /** Calls whatever describes a connection once, for the linking. */
  public void linkAll() {
    localName();
    peerName();
    options();
    linger();
    isNonBlocking();
    hasFailed();
    hasEnded();
    unsent();
    acknowledge();
    peek();
  }

  public static KernelSocket open(int domain, int type) {
    return new KernelSocket(require("socket", CLibrary.call("socket", domain, type, 0)));
  }

  /** Two connected sockets of the Unix domain. */
  public static KernelSocket[] pair(int type) {
    try (Memory two = new Memory(8)) {
      require("socketpair", CLibrary.call("socketpair", UNIX, type, 0, two.address));
      return new KernelSocket[] {
        new KernelSocket(Raw.getInt(null, two.address)),
        new KernelSocket(Raw.getInt(null, two.address + 4))
      };
    }
  }

  /** Both ends of a pipe, the one to read from first. */
  public static KernelSocket[] pipe() {
    try (Memory two = new Memory(8)) {
      require("pipe", CLibrary.call("pipe", two.address));
      return new KernelSocket[] {
        new KernelSocket(Raw.getInt(null, two.address)),
        new KernelSocket(Raw.getInt(null, two.address + 4))
      };
    }
  }

  public int number() {
    return number;
  }

  public int domain() {
    return option(SO_DOMAIN);
  }

  public int type() {
    return option(SO_TYPE);
  }

  public boolean isListening() {
    return option(SO_ACCEPTCONN) != 0;
  }

  private int option(int name) {
    return (int) require("getsockopt", option(SOL_SOCKET, name));
  }

  private long option(int level, int name) {
    try (Memory value = new Memory(16)) {
      Raw.putInt(null, value.address + 8, 4);
      int result =
          CLibrary.call("getsockopt", number, level, name, value.address, value.address + 8);
      return result < 0 ? result : Raw.getInt(null, value.address);
    }
  }

  /** How many connections a listening socket keeps until they are accepted. */
  public int backlog() {
    return tcp().backlog();
  }

  /** How many connections wait to be accepted. */
  public int waiting() {
    return tcp().waiting();
  }

  /**
   * How many bytes of the program's have been sent, sent again not counted; -1 where the kernel
   * doesn't tell (before 4.19).
   */
  public long sentBytes() {
    return tcp().sent();
  }

  /** How many bytes have been received; the end, if it has come, counts as one. */
  public long receivedBytes() {
    return tcp().received();
  }

  /**
   * What the kernel has counted, all at one moment.
   *
   * @param received bytes; the end, if it has come, counts as one
   * @param available how many of them have not been read
   * @param written bytes, delivered or not; one more for the beginning of a connection that was
   *     made from here, and one for the end of the output
   */
  public record Counts(long received, int available, long written) {}

  /** The counts; the other side may go on meanwhile. */
  public Counts counts() {
    for (TcpInfo before = tcp(); ; ) {
      int available = available();
      int unsent = unsent();
      TcpInfo after = tcp();
      if (after.acknowledged() == before.acknowledged() && after.received() == before.received()) {
        return new Counts(after.received(), available, after.acknowledged() + unsent);
      }
      before = after;
    }
  }

  private TcpInfo tcp() {
    try (Memory info = new Memory(TcpInfo.BYTES + 8)) {
      long length = info.address + TcpInfo.BYTES;
      Raw.putInt(null, length, TcpInfo.BYTES);
      require(
          "getsockopt",
          CLibrary.call("getsockopt", number, IPPROTO_TCP, TCP_INFO, info.address, length));
      return new TcpInfo(info.bytes(Raw.getInt(null, length)));
    }
  }

  public byte[] localName() {
    byte[] name = name("getsockname");
    if (name == null) {
      throw new IllegalStateException("getsockname of descriptor " + number);
    }
    return name;
  }

  /** Null when not connected. */
  public byte @Nullable [] peerName() {
    return name("getpeername");
  }

  private byte @Nullable [] name(String function) {
    try (Memory name = new Memory(MOST_NAME_BYTES + 8)) {
      long length = name.address + MOST_NAME_BYTES;
      Raw.putInt(null, length, MOST_NAME_BYTES);
      int result = CLibrary.call(function, number, name.address, length);
      return result < 0 ? null : name.bytes(Math.min(MOST_NAME_BYTES, Raw.getInt(null, length)));
    }
  }

  /** What has been received and not been read; it stays where it is. */
  public byte[] peek() {
    for (int size = 1 << 16; ; size *= 4) {
      try (Memory buffer = new Memory(size)) {
        int count = peek(buffer.address, size);
        if (count < size) {
          return buffer.bytes(Math.max(0, count));
        }
      }
    }
  }

  /** The first bytes of it, copied to an address; not positive if there are none. */
  public int peek(long address, int length) {
    return CLibrary.call("recv", number, address, length, MSG_PEEK | MSG_DONTWAIT);
  }

  /** Takes out at most so many bytes of it; not positive if there are none. */
  public int receive(long address, int length) {
    return CLibrary.call("recv", number, address, length, MSG_DONTWAIT);
  }

  /** Takes out what has been received, as much as there is now. */
  public byte[] receive() {
    java.io.ByteArrayOutputStream received = new java.io.ByteArrayOutputStream();
    try (Memory buffer = new Memory(SEND_CHUNK)) {
      for (; ; ) {
        int count = receive(buffer.address, SEND_CHUNK);
        if (count <= 0) {
          return received.toByteArray();
        }
        received.writeBytes(buffer.bytes(count));
      }
    }
  }

  /** Takes out so many bytes, which must have come. */
  public byte[] receive(int length) {
    try (Memory buffer = new Memory(length)) {
      int count = receive(buffer.address, length);
      return buffer.bytes(Math.max(0, count));
    }
  }

  /** Another descriptor of the same socket. */
  public KernelSocket duplicate() {
    return new KernelSocket(require("dup", CLibrary.call("dup", number)));
  }

  /** Whether a read would find something, an end or an error. */
  public boolean hasInput() {
    return (poll(POLLIN) & (POLLIN | POLLERR)) != 0;
  }

  /** Whether an error waits to be told, by the next call that could. */
  public boolean hasFailed() {
    return (poll(POLLIN) & POLLERR) != 0;
  }

  /** Whether the other side of a connection will send no more, in good order. */
  public boolean hasEnded() {
    if (domain() == UNIX) {
      return (poll(POLLRDHUP) & (POLLRDHUP | POLLERR)) == POLLRDHUP;
    }
    return tcp().hasEnded();
  }

  /** Whether the output of a TCP connection has been shut down at this end. */
  public boolean hasShutOutput() {
    return tcp().hasShutOutput();
  }

  /** Whether a TCP connection is being made that the other side has not answered yet. */
  public boolean isConnecting() {
    return tcp().isConnecting();
  }

  /** Whether a TCP connection is there, in one direction at least. */
  public boolean isConnected() {
    return tcp().isConnected();
  }

  /** Whether a write would take something. */
  public boolean isWritable() {
    return (poll(POLLOUT) & POLLOUT) != 0;
  }

  /** Bytes that have been received and not been read. */
  public int available() {
    try (Memory value = new Memory(8)) {
      require("ioctl", CLibrary.call("ioctl", number, FIONREAD, value.address));
      return Raw.getInt(null, value.address);
    }
  }

  /** Makes the buffer for what is sent, or for what is received, as small as the kernel allows. */
  public void shrink(boolean sent) {
    option(SOL_SOCKET, sent ? SO_SNDBUF : SO_RCVBUF, 1);
  }

  private int poll(int events) {
    try (Memory request = new Memory(8)) {
      Raw.putInt(null, request.address, number);
      Raw.putShort(null, request.address + 4, (short) events);
      require("poll", CLibrary.call("poll", request.address, 1, 0));
      return Raw.getShort(null, request.address + 6);
    }
  }

  /** Which of these sockets will bring no more than they have brought, or have failed. */
  public static boolean[] over(int[] numbers) {
    boolean[] over = new boolean[numbers.length];
    if (numbers.length == 0) {
      return over;
    }
    try (Memory requests = new Memory(8 * numbers.length)) {
      for (int i = 0; i < numbers.length; i++) {
        Raw.putInt(null, requests.address + 8L * i, numbers[i]);
        Raw.putShort(null, requests.address + 8L * i + 4, (short) POLLRDHUP);
      }
      int found = CLibrary.call("poll", requests.address, numbers.length, 0);
      for (int i = 0; i < numbers.length && found > 0; i++) {
        over[i] = Raw.getShort(null, requests.address + 8L * i + 6) != 0;
      }
    }
    return over;
  }

  /** Lets the kernel acknowledge at once what it has received; elsewhere than in TCP it has. */
  public void acknowledge() {
    if (domain() != UNIX) {
      option(IPPROTO_TCP, TCP_QUICKACK, 1);
    }
  }

  /**
   * Bytes that were written and that the other side has not taken in. In the Unix domain a write
   * puts them there.
   */
  public int unsent() {
    return domain() == UNIX ? 0 : unacknowledged();
  }

  private int unacknowledged() {
    try (Memory value = new Memory(8)) {
      require("ioctl", CLibrary.call("ioctl", number, TIOCOUTQ, value.address));
      return Raw.getInt(null, value.address);
    }
  }

  /** The options of {@link SocketOptions} as level, name, value. */
  public int[] options() {
    int[] common = options(SocketOptions.ALL);
    if (type() != DATAGRAM) {
      return common;
    }
    int[] multicast = options(SocketOptions.MULTICAST);
    int[] all = Arrays.copyOf(common, common.length + multicast.length);
    System.arraycopy(multicast, 0, all, common.length, multicast.length);
    return all;
  }

  private int[] options(int[][] known) {
    int[] found = new int[known.length * 3];
    int count = 0;
    for (int[] one : known) {
      long value = option(one[0], one[1]);
      if (value >= 0) {
        found[count++] = one[0];
        found[count++] = one[1];
        found[count++] = (int) value;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /**
   * Sets options as {@link #options} gave them where they differ; on a socket that is bound, those
   * that its address has not decided.
   */
  public void options(int[] options) {
    for (int i = 0; i + 2 < options.length; i += 3) {
      boolean decided = SocketOptions.isDecidedByAddress(options[i], options[i + 1]) && isBound();
      if (!decided && option(options[i], options[i + 1]) != options[i + 2]) {
        option(options[i], options[i + 1], options[i + 2]);
      }
    }
  }

  private boolean isBound() {
    byte[] name = localName();
    return name.length > 3 && (name[2] | name[3]) != 0;
  }

  private void option(int level, int name, int value) {
    try (Memory memory = new Memory(8)) {
      Raw.putInt(null, memory.address, value);
      require(
          "setsockopt " + level + ' ' + name + ' ' + value,
          CLibrary.call("setsockopt", number, level, name, memory.address, 4));
    }
  }

  /** Lets an address be bound that ended connections still occupy. */
  public void reuseAddress() {
    option(SOL_SOCKET, SO_REUSEADDR, 1);
  }

  /** Seconds that a close lingers; negative for not at all. */
  public int linger() {
    try (Memory value = new Memory(16)) {
      Raw.putInt(null, value.address + 8, 8);
      int result =
          CLibrary.call(
              "getsockopt", number, SOL_SOCKET, SO_LINGER, value.address, value.address + 8);
      return result < 0 || Raw.getInt(null, value.address) == 0
          ? -1
          : Raw.getInt(null, value.address + 4);
    }
  }

  public void linger(int seconds) {
    try (Memory value = new Memory(8)) {
      Raw.putInt(null, value.address, seconds < 0 ? 0 : 1);
      Raw.putInt(null, value.address + 4, Math.max(0, seconds));
      require(
          "setsockopt",
          CLibrary.call("setsockopt", number, SOL_SOCKET, SO_LINGER, value.address, 8));
    }
  }

  public boolean isNonBlocking() {
    return (require("fcntl", CLibrary.call("fcntl", number, F_GETFL, 0)) & O_NONBLOCK) != 0;
  }

  public void nonBlocking(boolean on) {
    int flags = require("fcntl", CLibrary.call("fcntl", number, F_GETFL, 0));
    int wanted = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
    require("fcntl", CLibrary.call("fcntl", number, F_SETFL, wanted));
  }

  /** Whether the address could be had. */
  public boolean bind(byte[] name) {
    return named("bind", name);
  }

  /** Whether the connection was made; waits for it. */
  public boolean connect(byte[] name) {
    return named("connect", name);
  }

  private boolean named(String function, byte[] name) {
    try (Memory memory = new Memory(name)) {
      return CLibrary.call(function, number, memory.address, name.length) == 0;
    }
  }

  public void listen(int backlog) {
    require("listen", CLibrary.call("listen", number, backlog));
  }

  /** The next connection; waits for it. */
  public KernelSocket accept() {
    return new KernelSocket(require("accept", CLibrary.call("accept", number, 0, 0)));
  }

  /** Sends what the buffers take without waiting; the number of bytes. */
  public int send(byte[] bytes, int from) {
    int sent = from;
    try (Memory memory = new Memory(SEND_CHUNK)) {
      while (sent < bytes.length) {
        int length = Math.min(SEND_CHUNK, bytes.length - sent);
        memory.put(bytes, sent, length);
        int count = send(memory.address, length);
        if (count <= 0) {
          break;
        }
        sent += count;
      }
    }
    return sent - from;
  }

  /** Sends at most so many bytes from an address; not positive if none is taken. */
  public int send(long address, int length) {
    return CLibrary.call("send", number, address, length, MSG_DONTWAIT | MSG_NOSIGNAL);
  }

  /**
   * Whether a socket of the Unix domain takes no more output, since its other end is closed, or has
   * shut its input down: no error is told by a poll then.
   */
  public boolean refusesOutput() {
    if (domain() != UNIX) {
      return false;
    }
    try (Memory nothing = new Memory(1)) {
      return send(nothing.address, 0) < 0;
    }
  }

  public void shutdownInput() {
    CLibrary.call("shutdown", number, SHUT_RD);
  }

  public void shutdownOutput() {
    CLibrary.call("shutdown", number, SHUT_WR);
  }

  /** Makes this descriptor one of the other socket, which is closed. */
  public void takeOver(KernelSocket other) {
    require("dup2", CLibrary.call("dup2", other.number, number));
    other.close();
  }

  public void close() {
    CLibrary.call("close", number);
  }

  static int require(String function, int result) {
    require(function, (long) result);
    return result;
  }

  private static long require(String function, long result) {
    if (result < 0) {
      throw new IllegalStateException("the system refuses " + function);
    }
    return result;
  }

  /** Memory outside the heap, for the length of a call. */
  private static final class Memory implements AutoCloseable {
    private static final long BYTES = Raw.arrayBase(byte[].class);
    final long address;

    Memory(int bytes) {
      address = Raw.allocateMemory(Math.max(1, bytes));
      Raw.setMemory(address, bytes, (byte) 0);
    }

    Memory(byte[] contents) {
      this(contents.length);
      put(contents, 0, contents.length);
    }

    void put(byte[] source, int from, int length) {
      Raw.copyMemory(source, BYTES + from, null, address, length);
    }

    byte[] bytes(int length) {
      byte[] copy = new byte[length];
      Raw.copyMemory(null, address, copy, BYTES, length);
      return copy;
    }

    @Override
    public void close() {
      Raw.freeMemory(address);
    }
  }
}
