package dev.district.core.weave;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Loads programs that a test compiles, woven as the agent weaves application classes. */
public final class Woven extends ClassLoader {
  private final Map<String, byte[]> files;
  private final Map<String, byte[]> woven = new ConcurrentHashMap<>();
  private final ClassWeaver weaver = new ClassWeaver(this);

  /**
   * A loader of these classes.
   *
   * @param files class files by internal name
   */
  Woven(Map<String, byte[]> files) {
    super(Woven.class.getClassLoader());
    this.files = files;
  }

  /** Compiles one source file for the release. */
  public static Woven compile(Path directory, int release, String type, String source)
      throws IOException {
    return compile(directory, release, type, source, bytes -> bytes);
  }

  /** Compiles one source file and changes the class files before they are woven. */
  static Woven compile(
      Path directory, int release, String type, String source, UnaryOperator<byte[]> change)
      throws IOException {
    Path file = Files.writeString(directory.resolve(type + ".java"), source);
    Path out = Files.createDirectories(directory.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-g",
                "-nowarn",
                "-Xlint:-options",
                "--release",
                String.valueOf(release),
                "-d",
                out.toString(),
                file.toString());
    if (status != 0) {
      throw new IllegalArgumentException("javac says " + status);
    }
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(out)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".class")).toList()) {
        String name = out.relativize(path).toString().replace('\\', '/');
        files.put(
            name.substring(0, name.length() - ".class".length()),
            change.apply(Files.readAllBytes(path)));
      }
    }
    return new Woven(files);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String internal = name.replace('.', '/');
    byte[] original = files.get(internal);
    if (original == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] changed = weaver.weave(original);
    if (changed != null) {
      woven.put(internal, changed);
    }
    byte[] bytes = changed == null ? original : changed;
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** Class files as they are on disk, as in a real run. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] file =
        name.endsWith(".class")
            ? files.get(name.substring(0, name.length() - ".class".length()))
            : null;
    return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
  }

  /** The woven class files of all classes that were changed; loads all classes. */
  Map<String, byte[]> all() throws ClassNotFoundException {
    for (String name : files.keySet()) {
      loadClass(name.replace('/', '.'));
    }
    return new TreeMap<>(woven);
  }

  /** Calls a static method without arguments. */
  Object call(String type, String method) throws Exception {
    return loadClass(type).getMethod(method).invoke(null);
  }
}
