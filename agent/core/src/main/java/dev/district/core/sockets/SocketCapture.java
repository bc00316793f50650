package dev.district.core.sockets;

import dev.district.core.crossings.Crossings;
import dev.district.core.crossings.Cut;
import dev.district.core.diag.Blocker;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.heap.HeapCapture;
import dev.district.core.wire.Dialling;
import dev.district.image.meta.SocketMeta;
import dev.district.image.meta.SocketsMeta;
import dev.district.image.store.Meeting;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.Multiplexer;
import dev.district.jdk.SocketAddressObject;
import dev.district.jdk.SocketObject;
import dev.district.jdk.UnixInfo;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes the sockets, pipes and selectors of a program that stands still, when its heap has been
 * walked.
 */
public final class SocketCapture {
  private static final int LAST_STANDARD = 2;
  private static final String REMEDY = "close it before the checkpoint, or try again later";

  private final HeapCapture heap;
  private final Crossings crossings;
  private Cut cut = Cut.NONE;
  private final List<Blocker> blockers = new ArrayList<>();
  private final Set<Object> owned = new HashSet<>();
  private final List<Socket> sockets = new ArrayList<>();
  private @Nullable Neighbours neighbours;

  private SocketCapture(HeapCapture heap, Crossings crossings) {
    this.heap = heap;
    this.crossings = crossings;
  }

  /**
   * Looks at them.
   *
   * @throws CheckpointRefused naming every descriptor that can't be carried
   */
  public static SocketCapture of(HeapCapture heap, Crossings crossings) throws CheckpointRefused {
    SocketCapture capture = new SocketCapture(heap, crossings);
    capture.describe();
    return capture;
  }

  /** Links what {@link #capture} calls, if the program has sockets; to be done before a pause. */
  public static void prepare() {
    if (SocketObject.areInUse() && KernelSocket.areAvailable()) {
      KernelSocket[] pair = Dialling.anywhere(KernelSocket.INET);
      new KernelSocket(pair[0].number()).linkAll();
      UnixInfo.of(0);
      pair[0].close();
      pair[1].close();
    }
  }

  private void describe() throws CheckpointRefused {
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
    refuseAny();
  }

  private void refuseAny() throws CheckpointRefused {
    for (Socket socket : sockets) {
      if (socket.refusal != null) {
        refuse(socket.refusal, socket.meta.owner);
      }
    }
    if (!blockers.isEmpty()) {
      throw new CheckpointRefused(blockers);
    }
  }

  /** What the other members have to know of them. */
  public String ends() {
    return Ends.encode(Neighbours.describe(sockets)) + UnixEnds.encode(sockets);
  }

  /**
   * Finds out which connections lead to other members. Nothing has been touched when this refuses.
   *
   * @param member this member's name
   * @param told {@link #ends} of all members, by name
   * @return whether bytes have to be taken out of connections between members, {@link #settle}
   */
  public boolean meet(String member, Map<String, String> told) throws CheckpointRefused {
    neighbours = new Neighbours(member, Ends.decode(told), sockets);
    neighbours.meet();
    UnixEnds.meet(member, told, sockets);
    refuseAny();
    return !neighbours.concerned().isEmpty();
  }

  /** Whether this member has anything to do in taking them out. */
  public boolean isConcerned() {
    return neighbours().concerned().contains(neighbours().me());
  }

  private Neighbours neighbours() {
    return Objects.requireNonNull(neighbours);
  }

  /**
   * Takes up what is under way. From now on the checkpoint can't be refused.
   *
   * @param meeting where the members that are concerned meet, in agreement that they do
   */
  public SocketsMeta settle(@Nullable Meeting meeting) {
    SocketsMeta meta = new SocketsMeta();
    List<Integer> selectors = heap.idsOf(Multiplexer::isOne);
    InFlight inFlight =
        new InFlight(
            sockets,
            selectors.stream().map(id -> Multiplexer.of(heap.object(id))).toList(),
            crossings);
    inFlight.collect(neighbours(), isConcerned() ? meeting : null);
    cut = inFlight.cut();
    meta.sockets = sockets.stream().map(socket -> socket.meta).toArray(SocketMeta[]::new);
    meta.selectors =
        ints(selectors.stream().filter(id -> Multiplexer.of(heap.object(id)).isOpen()).toList());
    meta.addresses = ints(heap.idsOf(SocketAddressObject::isAddress));
    meta.addressContents = new byte[meta.addresses.length][];
    for (int i = 0; i < meta.addresses.length; i++) {
      meta.addressContents[i] = SocketAddressObject.contents(heap.object(meta.addresses[i]));
    }
    return meta;
  }

  /** Where the connections to other districts were, once {@link #settle} has been called. */
  public Cut cut() {
    return cut;
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
