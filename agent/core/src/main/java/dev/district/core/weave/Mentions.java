package dev.district.core.weave;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/**
 * Looks for names in the constant pool of a class file, where every call and every text has them.
 */
final class Mentions {
  /** Tag of a string in the constant pool (JVMS 4.4.7). */
  private static final int CONSTANT_UTF8 = 1;

  private static final Set<String> VIRTUAL =
      Set.of("ofVirtual", "startVirtualThread", "newVirtualThreadPerTaskExecutor");
  private static final int SHORTEST = "ofVirtual".length();
  private static final int LONGEST = "newVirtualThreadPerTaskExecutor".length();

  private Mentions() {}

  /** Whether the class file names a method that makes virtual threads. */
  static boolean virtualThreads(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && bytes[at - 1] == CONSTANT_UTF8) {
        int length = reader.readUnsignedShort(at);
        if (length >= SHORTEST
            && length <= LONGEST
            && VIRTUAL.contains(new String(bytes, at + 2, length, StandardCharsets.UTF_8))) {
          return true;
        }
      }
    }
    return false;
  }
}
