package dev.district.core;

import dev.district.image.store.LaunchRecord;
import dev.district.jdk.VmArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How this JVM was started, as far as a restart needs it. The environment is left out: it may hold
 * secrets.
 */
final class LaunchRecords {
  private LaunchRecords() {}

  static LaunchRecord current() {
    List<String> vmArguments = new ArrayList<>();
    for (String argument : VmArguments.list()) {
      if (!isOwnAgent(argument)) {
        vmArguments.add(argument);
      }
    }
    return new LaunchRecord(
        List.of(),
        Map.of(),
        System.getProperty("user.dir", "/"),
        System.getProperty("java.home", ""),
        vmArguments,
        System.getProperty("java.class.path", ""),
        System.getProperty("sun.java.command", ""),
        List.of());
  }

  private static boolean isOwnAgent(String argument) {
    return argument.startsWith("-javaagent:") && argument.contains("district-agent.jar");
  }
}
