package dev.district.core.crossings;

import dev.district.core.wire.Block;
import dev.district.core.wire.Refills;
import dev.district.jdk.KernelSocket;
import java.io.IOException;

/**
 * Stands for the program where it has closed a connection whose other side has gone back to before
 * that: it sends what the program had sent, and closes.
 */
final class Ghost {
  private final Crossing crossing;
  private final boolean is;

  Ghost(Crossing crossing) {
    this.crossing = crossing;
    this.is = crossing.state() == State.CLOSED;
  }

  boolean isOne() {
    return is;
  }

  /** The connection goes on, as far as it went. */
  void resume(KernelSocket made, byte[] again, Swap swap) throws IOException {
    if (is) {
      try (Block block = Block.of(again)) {
        Refills.INSTANCE.sendAndClose(null, made, block, false);
      }
    } else {
      crossing.resume(made, again, swap);
    }
  }
}
