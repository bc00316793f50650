package dev.district.core;

import dev.district.jdk.Raw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Defines the boot package in the boot loader. {@code
 * Instrumentation.appendToBootstrapClassLoaderSearch} would do it too, but switches class-data
 * sharing off and prints a warning.
 */
final class BootClasses {
  private static final String INDEX = "boot/index.txt";
  private static final String SUFFIX = ".class";

  private BootClasses() {}

  static void define(ClassLoader agentLoader) throws IOException {
    for (String name : names(agentLoader)) {
      Raw.defineClass(name, read(agentLoader, "boot/" + name + SUFFIX + "data"), null, null);
    }
  }

  /**
   * Runs all static initialisers. To be called before the platform is woven, and after what they
   * read is installed.
   *
   * <p>An initialiser that one thread runs makes every other thread wait that needs the class (JVMS
   * 5.5), and woven code of the JDK needs it with locks in hand: the reference handler notifies
   * under the lock of a queue, and whoever looks up a {@code MethodType}, as initialisers do, polls
   * such a queue. Each waited for the other, about once in forty starts.
   */
  static void initialise(ClassLoader agentLoader) throws IOException, ClassNotFoundException {
    for (String name : names(agentLoader)) {
      Class.forName(name.replace('/', '.'), true, null);
    }
  }

  /** Internal names of all classes of the package. */
  private static List<String> names(ClassLoader agentLoader) throws IOException {
    String index = new String(read(agentLoader, INDEX), StandardCharsets.UTF_8);
    List<String> names = new ArrayList<>();
    for (String entry : index.split("\n")) {
      if (entry.endsWith(SUFFIX) && !entry.endsWith("package-info.class")) {
        names.add(entry.substring(0, entry.length() - SUFFIX.length()));
      }
    }
    return names;
  }

  private static byte[] read(ClassLoader loader, String resource) throws IOException {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the agent jar has no " + resource + "; build it again");
      }
      return in.readAllBytes();
    }
  }
}
