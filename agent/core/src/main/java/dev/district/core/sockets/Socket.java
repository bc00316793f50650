package dev.district.core.sockets;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.SocketObject;
import dev.district.jdk.UnixInfo;
import java.io.FileDescriptor;
import org.jspecify.annotations.Nullable;

/** One descriptor while it is described. */
final class Socket {
  final SocketMeta meta = new SocketMeta();
  final KernelSocket kernel;
  final SocketObject owner;

  /** Of a socket of the Unix domain that listens or is connected. */
  long inode;

  /** What the kernel tells of it; null if it doesn't. */
  @Nullable UnixInfo unix;

  /** Why it can't be carried, if so. */
  @Nullable String refusal;

  /** Whether bytes between it and another member have to be taken out and sent again. */
  boolean unsettled;

  /** Whether that needs another connection, because this one has ended in one direction. */
  boolean worn;

  /** The member that has the other end; empty if none has. */
  String neighbour = "";

  private final FileDescriptor descriptor;

  Socket(int id, SocketObject owner, FileDescriptor descriptor) {
    int number = SocketObject.number(descriptor);
    this.descriptor = descriptor;
    this.owner = owner;
    this.kernel = new KernelSocket(number);
    meta.owner = id;
    meta.nonBlocking = kernel.isNonBlocking();
    if (owner.isPipeSource() || owner.isPipeSink()) {
      meta.role = owner.isPipeSource() ? SocketMeta.PIPE_SOURCE : SocketMeta.PIPE_SINK;
    } else {
      meta.domain = kernel.domain();
      meta.type = kernel.type();
      meta.inputShut = owner.isInputShut();
      meta.outputShut = owner.isOutputShut();
      describe();
    }
    if (owner.isClosing()) {
      meta.role = SocketMeta.DEAD;
      refusal = null;
    }
  }

  private void describe() {
    meta.local = kernel.localName();
    byte[] remote = kernel.peerName();
    meta.remote = remote == null ? meta.remote : remote;
    meta.options = kernel.options();
    meta.linger = kernel.linger();
    if (kernel.isListening()) {
      meta.role = SocketMeta.LISTENING;
      meta.backlog = unix() ? UnixConnections.USUAL_BACKLOG : kernel.backlog();
    } else if (meta.type == KernelSocket.DATAGRAM) {
      meta.role = SocketMeta.IDLE;
      if (owner.hasMemberships()) {
        refusal = "a socket that has joined a multicast group";
      }
    } else if (remote != null || owner.isConnected()) {
      meta.role = SocketMeta.CROSSING;
    } else {
      meta.role = SocketMeta.IDLE;
      if (owner.isConnecting()) {
        byte[] aim = Connecting.aim(this);
        meta.role = SocketMeta.CONNECTING;
        meta.remote = aim;
        refusal = aim.length == 0 ? "a connection that is being made, or has just failed" : null;
      }
    }
  }

  /** Whether it is a socket of the Unix domain. */
  boolean unix() {
    return meta.domain == KernelSocket.UNIX;
  }

  boolean is(String role) {
    return meta.role.equals(role);
  }

  FileDescriptor descriptor() {
    return descriptor;
  }

  Tuple tuple() {
    return new Tuple(local(), remote());
  }

  Endpoint local() {
    return Endpoint.of(meta.local);
  }

  Endpoint remote() {
    return Endpoint.of(meta.remote);
  }

  @Override
  public String toString() {
    return meta.role + ' ' + local() + (meta.remote.length == 0 ? "" : " - " + remote());
  }
}
