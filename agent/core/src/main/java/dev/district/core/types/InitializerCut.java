package dev.district.core.types;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the body of {@code <clinit>} by a bare {@code return}, so that initialising the class
 * (JVMS 5.5) runs nothing, or by a call of {@code Initialisers.resume()}, so that it goes on where
 * it was.
 *
 * <p>The method stays, because the default {@code serialVersionUID} depends on its being there. The
 * rest of the class file is copied as it is: the constant pool (JVMS 4.4) is only skipped over.
 */
final class InitializerCut {
  private static final int CODE_HEADER = 6;
  private static final int COUNT_AT = 8;

  /** max_stack 0, max_locals 0, code_length 1, return, no handlers, no attributes (JVMS 4.7.3). */
  private static final byte[] BARE_RETURN = {
    0, 0, 0, 0, 0, 0, 0, 1, (byte) 0xb1, 0, 0, 0, 0,
  };

  private static final int HOOK_CONSTANTS = 6;

  private final ByteBuffer in;
  private final @Nullable String[] names;

  private final int poolEnd;
  private final boolean hooked;

  private InitializerCut(byte[] image, boolean hooked) {
    this.hooked = hooked;
    in = ByteBuffer.wrap(image);
    in.position(COUNT_AT);
    names = new String[u2()];
    for (int i = 1; i < names.length; i++) {
      i += skipConstant(i);
    }
    poolEnd = in.position();
  }

  /** The class file with an empty initialiser; the same array if it has none. */
  static byte[] cut(byte[] image) {
    return new InitializerCut(image, false).run(image);
  }

  /** The class file with an initialiser that goes on. */
  static byte[] hook(byte[] image) {
    byte[] hooked = new InitializerCut(image, true).run(image);
    if (hooked == image) {
      throw new IllegalArgumentException("the class has no initialiser");
    }
    return hooked;
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
    ByteArrayOutputStream out = new ByteArrayOutputStream(image.length + 128);
    if (hooked) {
      out.write(image, 0, COUNT_AT);
      u2(out, names.length + HOOK_CONSTANTS);
      out.write(image, COUNT_AT + 2, poolEnd - COUNT_AT - 2);
      hookConstants(out);
      out.write(image, poolEnd, start + 2 - poolEnd);
    } else {
      out.write(image, 0, start + 2);
    }
    byte[] code = hooked ? hookBody() : BARE_RETURN;
    u2(out, 0);
    u2(out, code.length);
    out.write(code, 0, code.length);
    out.write(image, end, image.length - end);
    return out.toByteArray();
  }

  /** JVMS 4.4: a method reference and what it refers to, at the end of the pool. */
  private void hookConstants(ByteArrayOutputStream out) {
    int first = names.length;
    utf8(out, "dev/district/boot/Initialisers");
    out.write(7);
    u2(out, first);
    utf8(out, "resume");
    utf8(out, "()V");
    out.write(12);
    u2(out, first + 2);
    u2(out, first + 3);
    out.write(10);
    u2(out, first + 1);
    u2(out, first + 4);
  }

  /** As {@link #BARE_RETURN}, with {@code invokestatic} in front. */
  private byte[] hookBody() {
    int reference = names.length + HOOK_CONSTANTS - 1;
    return new byte[] {
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      4,
      (byte) 0xb8,
      (byte) (reference >> 8),
      (byte) reference,
      (byte) 0xb1,
      0,
      0,
      0,
      0,
    };
  }

  private static void utf8(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    out.write(1);
    u2(out, bytes.length);
    out.write(bytes, 0, bytes.length);
  }

  private static void u2(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
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
