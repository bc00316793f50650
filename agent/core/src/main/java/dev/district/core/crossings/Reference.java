package dev.district.core.crossings;

import dev.district.core.wire.Tuple;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Names a connection between two agents. */
record Reference(Tuple tuple, long nonce) {
  static Reference to(Crossing crossing) {
    return new Reference(crossing.tuple, crossing.nonce());
  }

  void writeTo(DataOutputStream out) throws IOException {
    Message.write(out, tuple);
    out.writeLong(nonce);
  }

  /** As this side sees the addresses. */
  static Reference readFrom(DataInputStream in) throws IOException {
    return new Reference(Message.tuple(in), in.readLong());
  }
}
