package dev.district.core.sockets;

import dev.district.core.crossings.Crossings;
import dev.district.core.wire.Block;
import dev.district.core.wire.Dialling;
import dev.district.core.wire.Refills;
import dev.district.image.meta.SocketMeta;
import dev.district.image.meta.SocketsMeta;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.Multiplexer;
import dev.district.jdk.PipeBytes;
import dev.district.jdk.SocketAddressObject;
import dev.district.jdk.SocketObject;
import java.io.FileDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives restored sockets, pipes and selectors new descriptors before anything of the program runs.
 * Connections inside the program are made first, while nobody from outside can come in between;
 * then those that led outside, as broken ones; then listening sockets listen again; selectors come
 * last, because they know descriptors by number.
 */
public final class SocketRestore {
  private final SocketsMeta meta;
  private final IntFunction<@Nullable Object> objects;
  private final @Nullable KernelSocket[] made;
  private final Crossings crossings;
  private final Rendezvous rendezvous;
  private final Runnable whenListening;
  private final boolean waitsElsewhere;

  /**
   * @param objects the restored object of an id
   * @param others the sockets of the other members that are being restarted with this one
   * @param crossings what becomes of connections that lead outside
   * @param whenListening waits until the sockets of all members listen
   */
  public SocketRestore(
      SocketsMeta meta,
      IntFunction<@Nullable Object> objects,
      List<SocketsMeta> others,
      Crossings crossings,
      Runnable whenListening) {
    this.whenListening = whenListening;
    this.waitsElsewhere =
        waitsElsewhere(meta) || others.stream().anyMatch(SocketRestore::waitsElsewhere);
    this.rendezvous = new Rendezvous(meta, others);
    this.crossings = crossings;
    this.meta = meta;
    this.objects = objects;
    this.made = new KernelSocket[meta.sockets.length];
  }

  /** Whether a connection waits to be accepted by another member, or may be on its way to one. */
  private static boolean waitsElsewhere(SocketsMeta member) {
    return Stream.of(member.sockets)
        .anyMatch(
            socket ->
                socket.role.equals(SocketMeta.WAITING) && socket.peer < 0
                    || socket.role.equals(SocketMeta.CONNECTING));
  }

  /** Fails when a listening socket's address can't be had. */
  public void run() throws ReflectiveOperationException {
    meetMembers();
    for (int i = 0; i < made.length; i++) {
      connect(i);
    }
    for (int i = 0; i < made.length; i++) {
      SocketMeta socket = meta.sockets[i];
      if (socket.role.equals(SocketMeta.LISTENING)) {
        made[i] = Listening.open(socket);
      }
    }
    if (waitsElsewhere) {
      whenListening.run();
    }
    dialWaiting();
    for (int i = 0; i < made.length; i++) {
      if (meta.sockets[i].role.equals(SocketMeta.CONNECTING)) {
        made[i] = Connecting.begin(meta.sockets[i]);
      }
    }
    for (int i = 0; i < made.length; i++) {
      finish(Objects.requireNonNull(made[i]), meta.sockets[i]);
    }
    for (int i = 0; i < meta.addresses.length; i++) {
      SocketAddressObject.renew(object(meta.addresses[i]), meta.addressContents[i]);
    }
    for (int selector : meta.selectors) {
      Multiplexer.of(object(selector)).renew();
    }
  }

  /** Each side sends what the other had not read. */
  private void meetMembers() {
    @Nullable KernelSocket[] met = rendezvous.meet();
    for (int i = 0; i < met.length; i++) {
      KernelSocket kernel = met[i];
      if (kernel != null) {
        made[i] = kernel;
        SocketMeta peer = Objects.requireNonNull(rendezvous.peer(meta.sockets[i]));
        feed(kernel, meta.sockets[i], peer);
      }
    }
  }

  private void connect(int index) {
    SocketMeta socket = meta.sockets[index];
    if (made[index] != null) {
      return;
    }
    switch (socket.role) {
      case SocketMeta.INNER -> {
        SocketMeta peer = meta.sockets[socket.peer];
        KernelSocket[] pair = Dialling.connect(socket, peer);
        made[index] = pair[0];
        made[socket.peer] = pair[1];
        feed(pair[1], peer, socket);
        feed(pair[0], socket, peer);
      }
      case SocketMeta.CROSSING -> made[index] = crossing(socket);
      case SocketMeta.MEMBER -> made[index] = Broken.make(socket, descriptor(socket));
      case SocketMeta.PIPE_SOURCE, SocketMeta.PIPE_SINK -> pipe(index, socket);
      case SocketMeta.DEAD -> made[index] = Broken.dead();
      case SocketMeta.LISTENING, SocketMeta.WAITING, SocketMeta.CONNECTING -> {}
      default -> made[index] = Listening.idle(socket);
    }
  }

  private KernelSocket crossing(SocketMeta socket) {
    KernelSocket resumed = crossings.restore(socket, descriptor(socket));
    if (resumed != null) {
      return resumed;
    }
    KernelSocket redialled = crossings.redials(socket) ? Dialling.again(socket) : null;
    return redialled == null ? Broken.make(socket, descriptor(socket)) : redialled;
  }

  private void pipe(int index, SocketMeta socket) {
    KernelSocket[] ends = KernelSocket.pipe();
    int mine = socket.role.equals(SocketMeta.PIPE_SOURCE) ? 0 : 1;
    made[index] = ends[mine];
    SocketMeta source = mine == 0 || socket.peer < 0 ? socket : meta.sockets[socket.peer];
    PipeBytes.put(ends[1], Block.array(source.unread));
    if (socket.peer < 0) {
      ends[1 - mine].close();
    } else {
      made[socket.peer] = ends[1 - mine];
    }
  }

  /** Sends what the receiver had not read, what it had not even got, and the end if it had come. */
  private void feed(KernelSocket kernel, SocketMeta sender, SocketMeta receiver) {
    Block all = Block.from(receiver.unread);
    all.append(Block.from(sender.sent), 0);
    Refills.INSTANCE.send(descriptor(sender), kernel, all, receiver.ended || sender.outputShut);
  }

  /** Dials the listening sockets again where the connections waited to be accepted, in order. */
  private void dialWaiting() {
    long begin = System.nanoTime();
    for (int order = 1; order <= made.length; order++) {
      for (int i = 0; i < made.length; i++) {
        SocketMeta socket = meta.sockets[i];
        if (socket.role.equals(SocketMeta.WAITING) && socket.order == order) {
          KernelSocket kernel =
              socket.peer < 0
                  ? Dialling.toListening(socket, begin)
                  : Listening.makeRoom(
                      Objects.requireNonNull(made[socket.peer]),
                      meta.sockets[socket.peer],
                      () ->
                          socket.domain == KernelSocket.UNIX
                              ? UnixWaiting.dial(socket)
                              : Dialling.toListening(socket, begin));
          Refills.INSTANCE.send(
              descriptor(socket), kernel, Block.from(socket.sent), socket.outputShut);
          made[i] = kernel;
        }
      }
    }
  }

  private FileDescriptor descriptor(SocketMeta socket) {
    return Objects.requireNonNull(SocketObject.of(object(socket.owner)).descriptor());
  }

  private void finish(KernelSocket kernel, SocketMeta socket) {
    if (socket.type == KernelSocket.STREAM && socket.linger >= 0) {
      kernel.linger(socket.linger);
    }
    if (socket.inputShut) {
      kernel.shutdownInput();
    }
    if (socket.outputShut && !Refills.INSTANCE.isSending(descriptor(socket))) {
      kernel.shutdownOutput();
    }
    kernel.nonBlocking(socket.nonBlocking);
    SocketObject.of(object(socket.owner)).number(kernel.number());
  }

  /**
   * Once the threads are there: the objects' notes on threads inside system calls name threads of
   * this process.
   */
  public void renameThreads(Map<Long, Long> names) {
    for (SocketMeta socket : meta.sockets) {
      SocketObject.of(object(socket.owner)).renameThreads(old -> names.getOrDefault(old, 0L));
    }
  }

  private Object object(int id) {
    return Objects.requireNonNull(objects.apply(id));
  }
}
