package dev.district.core;

import dev.district.control.AgentOptions;
import dev.district.image.store.LaunchRecord;
import dev.district.jdk.VmArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How this JVM was started, as far as a restart needs it. The environment is left out: it may hold
 * secrets.
 */
final class LaunchRecords {
  private LaunchRecords() {}

  static LaunchRecord current(AgentOptions options) {
    List<String> vmArguments = new ArrayList<>();
    for (String argument : VmArguments.list()) {
      if (!isOwnAgent(argument)) {
        vmArguments.add(argument);
      }
    }
    return new LaunchRecord(
        commandLine(),
        Map.of(),
        System.getProperty("user.dir", "/"),
        System.getProperty("java.home", ""),
        vmArguments,
        System.getProperty("java.class.path", ""),
        System.getProperty("sun.java.command", ""),
        List.of(),
        options.lasting().render());
  }

  /** As the kernel has it, program first; empty where it can't be read. */
  private static List<String> commandLine() {
    try {
      String line = Files.readString(Path.of("/proc/self/cmdline"));
      List<String> words = new ArrayList<>();
      for (String word : line.split("\0")) {
        if (!isOwnAgent(word)) {
          words.add(word);
        }
      }
      return words;
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isOwnAgent(String argument) {
    return argument.startsWith("-javaagent:") && argument.contains("district-agent.jar");
  }
}
