package dev.district.dist;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The real agent jar with another {@code dev.district.core.Agent} in it. */
final class AgentVariant {
  private static final String LIBRARIES = Path.of("target", "assembly", "libraries.jar").toString();

  private final Path directory;

  AgentVariant(Path directory) {
    this.directory = directory;
  }

  /** An agent whose {@code start(arguments, instrumentation, loader)} has this body. */
  Path withBody(String body) throws IOException {
    return withSource(
        """
        package dev.district.core;

        import java.lang.instrument.Instrumentation;
        import java.util.function.BiConsumer;

        public final class Agent implements BiConsumer<String, Instrumentation> {
          @Override
          public void accept(String arguments, Instrumentation instrumentation) {
            try {
              start(arguments, instrumentation, Agent.class.getClassLoader());
            } catch (Throwable t) {
              throw Agent.<RuntimeException>raise(t);
            }
          }

          @SuppressWarnings("unchecked")
          private static <T extends Throwable> RuntimeException raise(Throwable t) throws T {
            throw (T) t;
          }

          private static void start(
              String arguments, Instrumentation instrumentation, ClassLoader loader)
              throws Throwable {
            %s
          }
        }
        """
            .formatted(body));
  }

  /** The source of the agent may use the libraries by their relocated names. */
  Path withSource(String agent) throws IOException {
    Path classes = directory.resolve("agent");
    Compiler.compile("dev/district/core/Agent", agent, classes, LIBRARIES);
    Path jar = Files.copy(AgentJar.PATH, directory.resolve("variant.jar"));
    add(classes, jar, "inst");
    return jar;
  }

  /** Adds a class that the agent is to define in the boot loader. */
  void addBootClass(Path jar, String internalName, String source) throws IOException {
    Path classes = directory.resolve("boot");
    Compiler.compile(internalName, source, classes, LIBRARIES);
    add(classes, jar, "boot");
  }

  private static void add(Path classes, Path jar, String place) throws IOException {
    URI zipUri = URI.create("jar:" + jar.toUri());
    try (FileSystem zip = FileSystems.newFileSystem(zipUri, Map.of());
        Stream<Path> files = Files.walk(classes)) {
      List<Path> compiled = files.filter(file -> file.toString().endsWith(".class")).toList();
      for (Path file : compiled) {
        Path entry = zip.getPath(place, classes.relativize(file) + "data");
        Files.createDirectories(entry.getParent());
        Files.copy(file, entry, REPLACE_EXISTING);
      }
    }
  }
}
