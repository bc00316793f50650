package dev.district.core.crossings;

import dev.district.jdk.KernelSocket;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections between two districts both of which stand still come to rest: what is under way
 * arrives, and where the receiver's buffer is full, it is taken out. In turns each side tells how
 * much it has not delivered; the other side makes room. What was taken out goes back to its sender,
 * who sends it again. One object is one side.
 */
final class Settling {
  private static final int NATURAL_ROUNDS = 4;
  private static final long MOST_NANOS = 5_000_000_000L;

  private final List<Flow> flows = new ArrayList<>();
  private final long begin = System.nanoTime();
  private int rounds;

  /** One connection. */
  static final class Flow {
    final KernelSocket kernel;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean emptied;
    private int mine;
    private int theirs;

    Flow(KernelSocket kernel) {
      this.kernel = kernel;
    }

    /** What came in and was taken out. */
    byte[] taken() {
      return taken.toByteArray();
    }

    /** How much has come in. */
    long got() {
      return kernel.receivedBytes() - (kernel.hasEnded() ? 1 : 0);
    }

    /** How much of it the program has read. */
    long reads() {
      return got() - taken.size() - kernel.available();
    }
  }

  /**
   * What the other side says of a connection when nothing is under way.
   *
   * @param taken what it has taken out
   * @param got how much had come to it
   */
  record Back(byte[] taken, long got) {}

  Flow add(KernelSocket kernel) {
    Flow flow = new Flow(kernel);
    flows.add(flow);
    return flow;
  }

  /** Tells how much has not been delivered. */
  void tell(DataOutputStream out) throws IOException {
    for (Flow flow : flows) {
      flow.mine = flow.kernel.unsent();
      out.writeInt(flow.mine);
    }
  }

  /** Hears how much the other side has not delivered, and makes room. */
  void hear(DataInputStream in) throws IOException {
    rounds++;
    for (Flow flow : flows) {
      flow.theirs = in.readInt();
      flow.kernel.acknowledge();
      flow.emptied |= flow.theirs > 0 && rounds > NATURAL_ROUNDS;
      if (flow.emptied) {
        flow.taken.writeBytes(flow.kernel.receive());
      }
    }
    if (System.nanoTime() - begin > MOST_NANOS) {
      throw new IOException("connections to another district do not come to rest");
    }
  }

  /** Whether nothing was under way when both sides told last. */
  boolean isOver() {
    return flows.stream().allMatch(flow -> flow.mine == 0 && flow.theirs == 0);
  }

  /** Tells what has been taken out. */
  void giveBack(DataOutputStream out) throws IOException {
    for (Flow flow : flows) {
      if (flow.emptied) {
        flow.taken.writeBytes(flow.kernel.receive());
      }
      Message.write(out, flow.taken());
      out.writeLong(flow.got());
    }
  }

  /** Hears what the other side has taken out. */
  List<Back> givenBack(DataInputStream in) throws IOException {
    List<Back> all = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      all.add(new Back(Message.bytes(in), in.readLong()));
    }
    return all;
  }

  /** The other side is gone in the midst of it: the program still reads what was taken out. */
  void undo() throws IOException {
    Swap swap = new Swap();
    for (Flow flow : flows) {
      if (flow.taken.size() > 0) {
        flow.taken.writeBytes(flow.kernel.receive());
        Quiet standIn = Quiet.make(flow.kernel.domain(), flow.taken(), false);
        String ignored = swap.replace(flow.kernel.number(), standIn.near());
        standIn.reset();
        flow.taken.reset();
      }
    }
  }
}
