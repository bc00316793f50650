package dev.district.core.sockets;

import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.heap.HeapCapture;
import dev.district.image.meta.SocketMeta;
import dev.district.image.meta.SocketsMeta;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.SelectorObject;
import dev.district.jdk.SocketAddressObject;
import dev.district.jdk.SocketObject;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Describes the sockets, pipes and selectors of a program that stands still, when its heap has been
 * walked.
 */
public final class SocketCapture {
  private static final int LAST_STANDARD = 2;
  private static final String REMEDY = "close it before the checkpoint, or try again later";

  private final HeapCapture heap;
  private final List<Blocker> blockers = new ArrayList<>();
  private final Set<Object> owned = new HashSet<>();
  private final List<Socket> sockets = new ArrayList<>();

  private SocketCapture(HeapCapture heap) {
    this.heap = heap;
  }

  /**
   * What the image needs to know.
   *
   * @throws CheckpointRefused naming every descriptor that can't be carried
   */
  public static SocketsMeta capture(HeapCapture heap) throws CheckpointRefused {
    return new SocketCapture(heap).capture();
  }

  /** Links what {@link #capture} calls, if the program has sockets; to be done before a pause. */
  public static void prepare() {
    if (SocketObject.areInUse() && KernelSocket.areAvailable()) {
      KernelSocket[] pair = Dialling.anywhere(KernelSocket.INET);
      new KernelSocket(pair[0].number()).linkAll();
      pair[0].close();
      pair[1].close();
    }
  }

  private SocketsMeta capture() throws CheckpointRefused {
    SocketsMeta meta = new SocketsMeta();
    List<Integer> owners = heap.idsOf(SocketObject::isOwner);
    if (!owners.isEmpty() && !KernelSocket.areAvailable()) {
      throw new CheckpointRefused(
          "sockets can't be looked at, because this JVM has no foreign-function API",
          heap.path(owners.get(0)),
          "use a full JDK on Linux, or checkpoint when no socket is in use");
    }
    owners.forEach(this::describe);
    strangers();
    new Connections(sockets).join();
    for (Socket socket : sockets) {
      if (socket.refusal != null) {
        refuse(socket.refusal, socket.meta.owner);
      }
    }
    if (!blockers.isEmpty()) {
      throw new CheckpointRefused(blockers);
    }
    List<Integer> selectors = heap.idsOf(SelectorObject::isSelector);
    new InFlight(sockets, selectors.stream().map(id -> SelectorObject.of(heap.object(id))).toList())
        .collect();
    meta.sockets = sockets.stream().map(socket -> socket.meta).toArray(SocketMeta[]::new);
    meta.selectors =
        ints(selectors.stream().filter(id -> SelectorObject.of(heap.object(id)).isOpen()).toList());
    meta.addresses = ints(heap.idsOf(SocketAddressObject::isAddress));
    meta.addressContents = new byte[meta.addresses.length][];
    for (int i = 0; i < meta.addresses.length; i++) {
      meta.addressContents[i] = SocketAddressObject.contents(heap.object(meta.addresses[i]));
    }
    return meta;
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private void describe(int id) {
    SocketObject owner = SocketObject.of(heap.object(id));
    FileDescriptor descriptor = owner.descriptor();
    int number = descriptor == null ? -1 : SocketObject.number(descriptor);
    if (descriptor != null) {
      owned.add(descriptor);
    }
    if (descriptor == null || number < 0 || owner.isClosed()) {
      return;
    }
    sockets.add(new Socket(id, owner, descriptor));
  }

  /** Descriptors that belong to nobody known here. */
  private void strangers() {
    for (int id : heap.idsOf(type -> type == FileDescriptor.class)) {
      Object descriptor = heap.object(id);
      if (SocketObject.number(descriptor) > LAST_STANDARD && !owned.contains(descriptor)) {
        Strangers.Kind kind = Strangers.kind(SocketObject.number(descriptor));
        if (kind != Strangers.Kind.OTHER) {
          refuse("an open " + kind.words, id);
        }
      }
    }
  }

  private void refuse(String cause, int id) {
    blockers.add(new Blocker(cause, heap.path(id), REMEDY));
  }
}
