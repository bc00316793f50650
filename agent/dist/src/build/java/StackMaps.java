import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * A step of the build: gives class files that are too old to have stack maps (before version 50)
 * some, in place.
 *
 * <p>HotSpot verifies such files by inferring types, with a library that it has to load for that;
 * with stack maps it checks them in one pass (JVMS 4.10.1). ASM's classes are such files, and the
 * agent loads sixty of them at every start.
 *
 * <p>Arguments: directories of class files, whose classes must be on the class path as well.
 */
public final class StackMaps {
  private StackMaps() {}

  public static void main(String[] directories) throws IOException {
    for (String directory : directories) {
      try (Stream<Path> files = Files.walk(Path.of(directory))) {
        List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        for (Path file : classes) {
          upgrade(file);
        }
      }
    }
  }

  private static void upgrade(Path file) throws IOException {
    ClassReader reader = new ClassReader(Files.readAllBytes(file));
    if (reader.readUnsignedShort(6) >= Opcodes.V1_6) {
      return;
    }
    ClassNode node = new ClassNode();
    reader.accept(node, ClassReader.SKIP_FRAMES);
    node.version = Opcodes.V1_8;
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    node.accept(writer);
    Files.write(file, writer.toByteArray());
  }
}
