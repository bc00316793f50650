package dev.district.core.weave;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * All class files of a JDK's run-time image (JEP 220), and what the weaver wants to know of them.
 */
final class RuntimeImage {
  /** Tag of a string in the constant pool (JVMS 4.4). */
  private static final int CONSTANT_UTF8 = 1;

  /** Fields of {@code ModuleLoaderMap}. */
  private static final Set<String> LOADERS = Set.of("bootModules", "platformModules");

  private static final Set<String> NAMES =
      Set.of("wait", "notify", "notifyAll", "sleep", "park", "unpark", "nanoTime", "run");

  private final Map<String, byte[]> candidates = new TreeMap<>();
  private final Map<String, String> parents = new HashMap<>();
  private final ClassHierarchy hierarchy = new ClassHierarchy(null);

  private RuntimeImage() {}

  /** Reads the image of the JDK at that place. */
  static RuntimeImage of(Path home) throws IOException {
    RuntimeImage image = new RuntimeImage();
    URI place = URI.create("jrt:/");
    try (FileSystem files =
        FileSystems.newFileSystem(place, Map.of("java.home", home.toString()))) {
      Path modules = files.getPath("/modules");
      Set<String> own = ofBuiltInLoaders(modules);
      try (Stream<Path> all = Files.walk(modules)) {
        for (Path file : (Iterable<Path>) all::iterator) {
          String name = file.toString();
          if (name.endsWith(".class")
              && !name.endsWith("module-info.class")
              && own.contains(file.getName(1).toString())) {
            image.add(Files.readAllBytes(file));
          }
        }
      }
    }
    return image;
  }

  /**
   * The modules of the boot and the platform loader, as {@code ModuleLoaderMap} names them; all
   * others are the application loader's and woven like applications.
   */
  private static Set<String> ofBuiltInLoaders(Path modules) throws IOException {
    Set<String> names = new HashSet<>();
    Path directory = modules.resolve("java.base/jdk/internal/module");
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.getFileName().toString().startsWith("ModuleLoaderMap")) {
          ClassNode map = new ClassNode();
          new ClassReader(Files.readAllBytes(file)).accept(map, ClassReader.SKIP_DEBUG);
          map.methods.forEach(method -> names.addAll(namesFor(LOADERS, method)));
        }
      }
    }
    return names;
  }

  /** String constants in the code before each of the fields is set. */
  private static Set<String> namesFor(Set<String> fields, MethodNode method) {
    Set<String> names = new HashSet<>();
    Set<String> since = new HashSet<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LdcInsnNode constant && constant.cst instanceof String name) {
        since.add(name);
      } else if (insn instanceof FieldInsnNode field && field.getOpcode() == Opcodes.PUTSTATIC) {
        if (fields.contains(field.name)) {
          names.addAll(since);
        }
        since.clear();
      }
    }
    return names;
  }

  private void add(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    parents.put(reader.getClassName(), String.valueOf(reader.getSuperName()));
    if (mentions(reader, bytes)) {
      candidates.put(reader.getClassName(), bytes);
      hierarchy.add(reader);
    }
  }

  /** Whether one of the names is in the constant pool (JVMS 4.4.7). */
  private static boolean mentions(ClassReader reader, byte[] bytes) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0 && bytes[at - 1] == CONSTANT_UTF8) {
        int length = reader.readUnsignedShort(at);
        if (length >= 3
            && length <= 9
            && NAMES.contains(new String(bytes, at + 2, length, StandardCharsets.UTF_8))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isThread(String name) {
    String current = name;
    while (current != null && !current.equals("java/lang/Thread")) {
      current = parents.get(current);
    }
    return current != null;
  }

  /**
   * Class files that mention a name of interest, by internal name.
   *
   * @param wanted which of them
   */
  Map<String, byte[]> classes(Set<String> wanted) {
    Map<String, byte[]> found = new TreeMap<>(candidates);
    found.keySet().retainAll(wanted);
    return found;
  }

  /**
   * Lines of the list of that image: {@code b} blocks or wakes, {@code n} reads the clock, {@code
   * r} runs.
   */
  Map<String, String> kinds() {
    Map<String, String> kinds = new TreeMap<>();
    candidates.forEach(
        (name, bytes) -> {
          String kind = kind(name, bytes);
          if (!kind.isEmpty()) {
            kinds.put(name, kind);
          }
        });
    return kinds;
  }

  private String kind(String name, byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    boolean blocks = false;
    boolean reads = false;
    boolean runs = false;
    for (MethodNode method : node.methods) {
      runs |= isThread(name) && RunHead.isRun(method);
      for (AbstractInsnNode insn : method.instructions) {
        reads |=
            insn instanceof MethodInsnNode call
                && call.owner.equals("java/lang/System")
                && call.name.equals("nanoTime");
      }
      blocks |= new CallSites(hierarchy, false, false).replaceIn(name, method);
    }
    return (blocks ? "b" : "") + (reads ? "n" : "") + (runs ? "r" : "");
  }
}
