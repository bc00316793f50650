package dev.district.core;

import dev.district.jdk.Raw;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

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
    String index = new String(read(agentLoader, INDEX), StandardCharsets.UTF_8);
    for (String entry : index.split("\n")) {
      if (entry.endsWith(SUFFIX) && !entry.endsWith("package-info.class")) {
        String name = entry.substring(0, entry.length() - SUFFIX.length());
        Raw.defineClass(name, read(agentLoader, "boot/" + entry + "data"), null, null);
      }
    }
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
