package dev.district.core.heap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Runs cases in one JVM, captures it, and looks at the copy in a second JVM that has no class path
 * but the image.
 */
final class TwoJvms {
  private static final int TIMEOUT_SECONDS = 120;

  private final Path home;
  private final Path directory;

  TwoJvms(Path home, Path directory) {
    this.home = home;
    this.directory = directory;
  }

  /** Output of the capturing JVM. */
  String capture(List<String> options, String... cases) throws Exception {
    Path application = directory.resolve("app");
    copyCases(application);
    List<String> command = command(options, "capture", application.toString());
    command.add("tck.Runner");
    command.addAll(List.of(cases));
    return run(command);
  }

  /** Output of the restored JVM. */
  String restore(List<String> options) throws Exception {
    List<String> command = command(options, "restore", agent().toString());
    command.add("dev.district.premain.HeapTestAgent");
    return run(command);
  }

  boolean hasImage() {
    return Files.exists(directory.resolve("image"));
  }

  private List<String> command(List<String> options, String mode, String classPath)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(options);
    command.add("-Dtck.agent.path=" + System.getProperty("java.class.path"));
    command.add("-javaagent:" + agent() + "=" + mode + "=" + directory.resolve("image"));
    command.add("-cp");
    command.add(classPath);
    return command;
  }

  private String run(List<String> command) throws Exception {
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return Files.readString(output) + "exit " + process.exitValue();
  }

  private Path agent() throws IOException {
    Path jar = directory.resolve("agent.jar");
    if (Files.exists(jar)) {
      return jar;
    }
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", "dev.district.premain.HeapTestAgent");
    attributes.putValue("Can-Retransform-Classes", "true");
    attributes.putValue("Can-Redefine-Classes", "true");
    String entry = "dev/district/premain/HeapTestAgent.class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      zip.putNextEntry(new JarEntry(entry));
      zip.write(Files.readAllBytes(testClasses().resolve(entry)));
    }
    return jar;
  }

  private static void copyCases(Path application) throws IOException {
    Path target = application.resolve("tck");
    Files.createDirectories(target);
    try (Stream<Path> classes = Files.list(testClasses().resolve("tck"))) {
      for (Path one : classes.toList()) {
        Files.copy(one, target.resolve(one.getFileName()));
      }
    }
  }

  private static Path testClasses() {
    try {
      return Path.of(TwoJvms.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
