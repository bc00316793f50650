package dev.district.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stack traces of all JVMs below a process that hangs, made by each JVM's own jstack. */
final class Stacks {
  private Stacks() {}

  static String of(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(Stacks::of)
        .collect(Collectors.joining("\n"));
  }

  private static String of(ProcessHandle handle) {
    String command = handle.info().command().orElse("?");
    Path jstack = Path.of(command).resolveSibling("jstack");
    if (!command.endsWith("java") || !Files.isExecutable(jstack)) {
      return handle.pid() + " " + command;
    }
    try {
      Path file = Files.createTempFile("jstack", ".txt");
      Process tool =
          new ProcessBuilder(jstack.toString(), "-l", String.valueOf(handle.pid()))
              .redirectErrorStream(true)
              .redirectOutput(file.toFile())
              .start();
      if (!tool.waitFor(10, TimeUnit.SECONDS)) {
        tool.destroyForcibly();
      }
      String text = Files.readString(file);
      Files.delete(file);
      return handle.pid() + " " + command + "\n" + text;
    } catch (IOException e) {
      return handle.pid() + " " + command + ": " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return handle.pid() + " " + command;
    }
  }
}
