package dev.district.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The finished jar as the build left it. */
final class AgentJar implements AutoCloseable {
  static final Path PATH = Path.of("target", "district-agent.jar").toAbsolutePath();

  private final JarFile jar;

  AgentJar() {
    try {
      jar = new JarFile(PATH.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("run `mvn package` first", e);
    }
  }

  Manifest manifest() throws IOException {
    return jar.getManifest();
  }

  List<String> entries() {
    return jar.stream().map(ZipEntry::getName).toList();
  }

  boolean has(String entry) {
    return jar.getEntry(entry) != null;
  }

  /** Entries that are class files and lie under the prefix. */
  List<String> classes(String prefix) {
    return entries().stream()
        .filter(name -> name.startsWith(prefix))
        .filter(name -> name.endsWith(".class") || name.endsWith(".classdata"))
        .toList();
  }

  byte[] read(String entry) {
    try (var in = jar.getInputStream(jar.getEntry(entry))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(entry, e);
    }
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
