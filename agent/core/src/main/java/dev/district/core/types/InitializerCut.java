package dev.district.core.types;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the body of {@code <clinit>} by a bare {@code return}, so that initialising the class
 * (JVMS 5.5) runs nothing.
 *
 * <p>The method stays, because the default {@code serialVersionUID} depends on its being there. The
 * rest of the class file is copied as it is: the constant pool (JVMS 4.4) is only skipped over.
 */
final class InitializerCut {
  private static final int CODE_HEADER = 6;

  /** max_stack 0, max_locals 0, code_length 1, return, no handlers, no attributes (JVMS 4.7.3). */
  private static final byte[] BARE_RETURN = {
    0, 0, 0, 0, 0, 0, 0, 1, (byte) 0xb1, 0, 0, 0, 0,
  };

  private final ByteBuffer in;
  private final @Nullable String[] names;

  private InitializerCut(byte[] image) {
    in = ByteBuffer.wrap(image);
    in.position(8);
    names = new String[u2()];
    for (int i = 1; i < names.length; i++) {
      i += skipConstant(i);
    }
  }

  /** The class file with an empty initialiser; the same array if it has none. */
  static byte[] cut(byte[] image) {
    return new InitializerCut(image).run(image);
  }

  private byte[] run(byte[] image) {
    skip(6);
    skip(2 * u2());
    skipMembers(u2());
    int methods = u2();
    for (int i = 0; i < methods; i++) {
      skip(2);
      boolean initializer = "<clinit>".equals(names[u2()]);
      skip(2);
      int attributes = u2();
      for (int j = 0; j < attributes; j++) {
        int start = in.position();
        boolean code = "Code".equals(names[u2()]);
        int length = in.getInt();
        if (initializer && code) {
          return splice(image, start, start + CODE_HEADER + length);
        }
        skip(length);
      }
    }
    return image;
  }

  private byte[] splice(byte[] image, int start, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(image.length);
    out.write(image, 0, start + 2);
    out.write(0);
    out.write(0);
    out.write(0);
    out.write(BARE_RETURN.length);
    out.write(BARE_RETURN, 0, BARE_RETURN.length);
    out.write(image, end, image.length - end);
    return out.toByteArray();
  }

  private void skipMembers(int count) {
    for (int i = 0; i < count; i++) {
      skip(6);
      int attributes = u2();
      for (int j = 0; j < attributes; j++) {
        skip(2);
        skip(in.getInt());
      }
    }
  }

  /** Skips one constant; returns how many extra indices it takes. */
  private int skipConstant(int index) {
    int tag = in.get();
    switch (tag) {
      case 1 -> {
        int length = u2();
        boolean interesting = length == 4 || length == 8;
        names[index] =
            interesting
                ? new String(in.array(), in.position(), length, StandardCharsets.ISO_8859_1)
                : null;
        skip(length);
      }
      case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
      case 5, 6 -> {
        skip(8);
        return 1;
      }
      case 7, 8, 16, 19, 20 -> skip(2);
      case 15 -> skip(3);
      default -> throw new IllegalArgumentException("constant pool tag " + tag);
    }
    return 0;
  }

  private int u2() {
    return Short.toUnsignedInt(in.getShort());
  }

  private void skip(int bytes) {
    in.position(in.position() + bytes);
  }
}
