package dev.district.image.meta;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Bytes in a row that metadata refers to and that an image has in a section of their own. Who has
 * been given them closes them when they are needed no more.
 */
public interface Bytes extends AutoCloseable {
  Bytes NONE = of(new byte[0]);

  /** Makes them from a section. */
  @FunctionalInterface
  interface Maker {
    /** Copies so many bytes from the buffers, the first of which begin where they begin. */
    Bytes make(long length, Source source);
  }

  /** What bytes are made from. */
  @FunctionalInterface
  interface Source {
    /**
     * Some of the bytes that are left, at most so many, valid until the next call; taken by that.
     */
    ByteBuffer next(long most);
  }

  /** On the heap. */
  static Bytes of(byte[] bytes) {
    return new Bytes() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public Iterable<ByteBuffer> chunks() {
        return List.of(ByteBuffer.wrap(bytes));
      }
    };
  }

  /** A maker that keeps nothing but the number of bytes: for whoever only looks. */
  static Bytes skip(long length, Source source) {
    for (long left = length; left > 0; ) {
      left -= source.next(left).remaining();
    }
    return NONE;
  }

  long length();

  /** The bytes, in order; each buffer is valid as long as these are not closed. */
  Iterable<ByteBuffer> chunks();

  @Override
  default void close() {}
}
