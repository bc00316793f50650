package dev.district.it.programs.crossings;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a program's bytes are on the wire. */
interface Codec {
  /** Turns plain bytes into those of the wire, as many as there are and have room. */
  void wrap(ByteBuffer plain, ByteBuffer wire) throws IOException;

  /** Turns bytes of the wire into plain ones, as many as there are and have room. */
  void unwrap(ByteBuffer wire, ByteBuffer plain) throws IOException;

  /** The bytes as they are. */
  static Codec plain() {
    return new Codec() {
      @Override
      public void wrap(ByteBuffer plain, ByteBuffer wire) {
        move(plain, wire);
      }

      @Override
      public void unwrap(ByteBuffer wire, ByteBuffer plain) {
        move(wire, plain);
      }
    };
  }

  private static void move(ByteBuffer from, ByteBuffer to) {
    int limit = from.limit();
    from.limit(from.position() + Math.min(from.remaining(), to.remaining()));
    to.put(from);
    from.limit(limit);
  }
}
