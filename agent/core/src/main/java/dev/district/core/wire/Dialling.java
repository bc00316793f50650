package dev.district.core.wire;

import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections between two sockets of this process: with the addresses that they had if those
 * are free, else with others, which the program, knowing its addresses from the objects, doesn't
 * see.
 */
public final class Dialling {
  private static final long OLD_ADDRESS_NANOS = 1_500_000_000L;
  private static final int PAUSE_MS = 20;

  private Dialling() {}

  /** The two ends, in the order of the arguments. */
  public static KernelSocket[] connect(SocketMeta one, SocketMeta other) {
    if (one.domain == KernelSocket.UNIX) {
      KernelSocket[] pair = KernelSocket.pair(KernelSocket.STREAM);
      pair[0].options(one.options);
      pair[1].options(other.options);
      return pair;
    }
    boolean swap = isServer(one);
    SocketMeta client = swap ? other : one;
    SocketMeta server = swap ? one : other;
    KernelSocket[] ends = dial(client, server, true);
    if (ends == null) {
      ends = dial(client, server, false);
    }
    if (ends == null) {
      ends = anywhere(client.domain);
    }
    ends[0].options(client.options);
    ends[1].options(server.options);
    return swap ? new KernelSocket[] {ends[1], ends[0]} : ends;
  }

  /**
   * A connection to a socket that listens again, from the old address if that is to be had in a
   * moment. The kernel keeps the one of a connection that has ended since then for a minute.
   *
   * @param begin when the moment began
   */
  public static KernelSocket toListening(SocketMeta client, long begin) {
    KernelSocket near = toListening(client, true);
    while (near == null && System.nanoTime() - begin < OLD_ADDRESS_NANOS) {
      pause();
      near = toListening(client, true);
    }
    if (near == null) {
      near = toListening(client, false);
    }
    if (near == null) {
      throw new IllegalStateException("no way to " + Endpoint.of(client.remote));
    }
    near.options(client.options);
    return near;
  }

  private static @Nullable KernelSocket toListening(SocketMeta client, boolean fromOld) {
    KernelSocket near = KernelSocket.open(client.domain, KernelSocket.STREAM);
    if (fromOld) {
      near.reuseAddress();
    }
    if ((!fromOld || near.bind(client.local)) && near.connect(client.remote)) {
      return near;
    }
    near.close();
    return null;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for an address", e);
    }
  }

  /** A new connection to where the old one led, or null if there is none to be had. */
  public static @Nullable KernelSocket again(SocketMeta client) {
    KernelSocket near = KernelSocket.open(client.domain, KernelSocket.STREAM);
    if (!near.connect(client.remote)) {
      near.close();
      return null;
    }
    near.options(client.options);
    return near;
  }

  /** Accepted sockets inherit from their listening socket the option that clients don't have. */
  public static boolean isServer(SocketMeta socket) {
    for (int i = 0; i + 2 < socket.options.length; i += 3) {
      if (socket.options[i] == 1 && socket.options[i + 1] == 2) {
        return socket.options[i + 2] != 0;
      }
    }
    return false;
  }

  /** Between the old hosts, which the program can ask the kernel for; the ports it knows. */
  private static KernelSocket @Nullable [] dial(
      SocketMeta client, SocketMeta server, boolean samePorts) {
    KernelSocket listening = KernelSocket.open(server.domain, KernelSocket.STREAM);
    KernelSocket near = KernelSocket.open(client.domain, KernelSocket.STREAM);
    boolean made = false;
    try {
      listening.reuseAddress();
      near.reuseAddress();
      if (!listening.bind(samePorts ? server.local : Endpoint.withPort(server.local, 0))) {
        return null;
      }
      listening.listen(1);
      byte[] remote = Endpoint.withPort(client.remote, Endpoint.of(listening.localName()).port());
      if (!near.bind(samePorts ? client.local : Endpoint.withPort(client.local, 0))
          || !near.connect(remote)) {
        return null;
      }
      KernelSocket far = listening.accept();
      byte[] peer = far.peerName();
      if (peer == null || !Endpoint.of(peer).equals(Endpoint.of(near.localName()))) {
        far.close();
        return null;
      }
      made = true;
      return new KernelSocket[] {near, far};
    } finally {
      listening.close();
      if (!made) {
        near.close();
      }
    }
  }

  /** A connection over the loopback interface, between any free ports, or one without names. */
  public static KernelSocket[] anywhere(int domain) {
    if (domain == KernelSocket.UNIX) {
      return KernelSocket.pair(KernelSocket.STREAM);
    }
    KernelSocket listening = KernelSocket.open(domain, KernelSocket.STREAM);
    try {
      if (!listening.bind(Endpoint.loopback(domain))) {
        throw new IllegalStateException("no free port on the loopback interface");
      }
      listening.listen(16);
      byte[] address = listening.localName();
      for (; ; ) {
        KernelSocket near = KernelSocket.open(domain, KernelSocket.STREAM);
        if (!near.connect(address)) {
          throw new IllegalStateException("no connection over the loopback interface");
        }
        KernelSocket far = listening.accept();
        byte[] peer = far.peerName();
        if (peer != null && Endpoint.of(peer).equals(Endpoint.of(near.localName()))) {
          return new KernelSocket[] {near, far};
        }
        far.close();
        near.close();
      }
    } finally {
      listening.close();
    }
  }
}
