package dev.district.core.heap;

import dev.district.image.FirstSection;
import dev.district.image.Section;
import dev.district.image.meta.TypeMeta;
import dev.district.image.meta.TypesMeta;
import dev.district.jdk.MarkWord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The identity hashes of the platform's classes. HotSpot gives a class one when it is initialised
 * ({@code InstanceKlass::initialize_impl}), and reading an image initialises some two hundred that
 * the captured JVM may have initialised at another time. So a restart gives them the captured ones
 * before it does anything else.
 *
 * <pre>
 *   section = { hash name }       int and modified UTF-8, as DataOutput writes them
 * </pre>
 *
 * A class that this JVM has used before that keeps the hash it has.
 */
public final class ClassHashes {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private ClassHashes() {}

  /** The section for these types. */
  static List<ByteBuffer> encode(TypesMeta types) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (TypeMeta type : types.types) {
      if (type.hash != 0 && isPlatforms(type)) {
        out.writeInt(type.hash);
        out.writeUTF(type.name);
      }
    }
    return List.of(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private static boolean isPlatforms(TypeMeta type) {
    return (type.form == TypeMeta.CLASS || type.form == TypeMeta.ARRAY)
        && (type.loader == TypeMeta.BOOT || type.loader == TypeMeta.PLATFORM);
  }

  /**
   * Gives the classes their hashes; they are loaded for it, and not initialised. What is loaded
   * only now may have its hash from the CDS archive, while the captured JVM had woven it and thus
   * not taken it from there: nobody has asked for that hash yet, and it is replaced.
   */
  public static void restore(File image, Class<?>[] loaded) {
    if (!MarkWord.trusted()) {
      return;
    }
    Set<String> used = new HashSet<>();
    for (Class<?> type : loaded) {
      if (type.getClassLoader() == null || type.getClassLoader() == PLATFORM) {
        used.add(type.getName());
      }
    }
    byte[] bytes = FirstSection.read(image, Section.CLASS_HASHES);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      while (in.available() > 0) {
        int hash = in.readInt();
        String name = in.readUTF();
        give(name, hash, used.contains(name));
      }
    } catch (IOException e) {
      // damaged, which opening the image will tell
    }
  }

  private static void give(String name, int hash, boolean used) {
    try {
      Class<?> type = Class.forName(name, false, PLATFORM);
      boolean given = MarkWord.set(type, hash);
      if (!given && !used) {
        MarkWord.replace(type, hash);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // not in this JDK: if it is needed, restoring tells so
    }
  }
}
