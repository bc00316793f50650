package dev.district.core.frames;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Programs compiled by the test, to have class files no test class can be. */
final class Sources {
  private Sources() {}

  /** Compiles one source file; the class files by internal name. */
  static Map<String, byte[]> compile(Path directory, String type, String source, int release)
      throws IOException {
    Path file = directory.resolve(type.substring(type.lastIndexOf('.') + 1) + ".java");
    Files.writeString(file, source);
    Path out = Files.createDirectories(directory.resolve("classes"));
    List<String> arguments = new ArrayList<>(List.of("-g", "-nowarn", "-Xlint:-options"));
    arguments.addAll(List.of("--release", String.valueOf(release), "-d", out.toString()));
    arguments.add(file.toString());
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalArgumentException("javac says " + status);
    }
    Map<String, byte[]> result = new HashMap<>();
    try (var files = Files.walk(out)) {
      for (Path path : files.filter(p -> p.toString().endsWith(".class")).toList()) {
        String name = out.relativize(path).toString();
        result.put(
            name.substring(0, name.length() - 6).replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return result;
  }

  /** A loader of just these class files, changed on the way; {@link TestClassBytes} learns them. */
  static ClassLoader loader(Map<String, byte[]> files, UnaryOperator<byte[]> change) {
    return new ClassLoader(Sources.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] original = files.get(name.replace('.', '/'));
        if (original == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = change.apply(original);
        Class<?> type = defineClass(name, bytes, 0, bytes.length);
        TestClassBytes.INSTANCE.put(type, bytes);
        return type;
      }

      @Override
      public @Nullable InputStream getResourceAsStream(String name) {
        byte[] original =
            name.endsWith(".class") ? files.get(name.substring(0, name.length() - 6)) : null;
        return original == null
            ? super.getResourceAsStream(name)
            : new ByteArrayInputStream(change.apply(original));
      }
    };
  }
}
