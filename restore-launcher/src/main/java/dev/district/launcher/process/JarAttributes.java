package dev.district.launcher.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What {@code java -jar} reads from the main jar's manifest besides the main class, as command-line
 * options: JEP 261 ({@code Add-Exports}, {@code Add-Opens}) and JEP 472 ({@code
 * Enable-Native-Access}, since 22). A jar on the class path does not get these by itself.
 */
final class JarAttributes {
  private static final int NATIVE_ACCESS_SINCE = 22;

  private JarAttributes() {}

  static List<String> options(Path jar, int feature) throws IOException {
    List<String> options = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      if (manifest == null) {
        return options;
      }
      Attributes main = manifest.getMainAttributes();
      add(options, "--add-exports", main.getValue("Add-Exports"));
      add(options, "--add-opens", main.getValue("Add-Opens"));
      if (feature >= NATIVE_ACCESS_SINCE && main.getValue("Enable-Native-Access") != null) {
        options.add("--enable-native-access=ALL-UNNAMED");
      }
    }
    return options;
  }

  private static void add(List<String> options, String name, @Nullable String packages) {
    if (packages != null) {
      for (String one : packages.trim().split("\\s+")) {
        options.add(name + "=" + one + "=ALL-UNNAMED");
      }
    }
  }
}
