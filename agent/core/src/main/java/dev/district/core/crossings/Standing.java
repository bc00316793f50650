package dev.district.core.crossings;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one agent tells the other about a connection whose end has come there. */
record Standing(Kind kind, String reason) {
  /** Kinds. */
  enum Kind {
    /** The program there has done nothing to it. */
    OPEN,
    /** The program there has ended its output. */
    ENDED,
    /** The program there has closed it, and its agent stands in for it. */
    CLOSED,
    /** It can't go on. */
    BROKEN,
    /** It isn't known there. */
    UNKNOWN,
    /** Nobody is there. */
    AWAY
  }

  static Standing of(@Nullable Crossing crossing) {
    if (crossing == null) {
      return new Standing(Kind.UNKNOWN, "");
    }
    return switch (crossing.state()) {
      case BROKEN -> new Standing(Kind.BROKEN, crossing.reason());
      case CLOSED -> new Standing(Kind.CLOSED, "");
      default -> new Standing(crossing.outputEnded() ? Kind.ENDED : Kind.OPEN, "");
    };
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeByte(kind.ordinal());
    out.writeUTF(reason);
  }

  static Standing readFrom(DataInputStream in) throws IOException {
    int kind = in.readByte();
    if (kind < 0 || kind >= Kind.values().length) {
      throw new IOException("another agent says " + kind);
    }
    return new Standing(Kind.values()[kind], in.readUTF());
  }
}
