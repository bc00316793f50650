package dev.district.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether this process is in the foreground of a terminal.
 *
 * <p>A terminal sends SIGINT (Ctrl-C) and SIGHUP to every process of its foreground group, so the
 * program has had them when the launcher gets them, and must not get them twice. proc(5), {@code
 * /proc/pid/stat}: fields 5 (group), 7 (terminal), 8 (the terminal's foreground group). Without it
 * the answer is no: twice is better than never.
 */
final class TerminalGroup {
  private static final Path STAT = Path.of("/proc/self/stat");

  private TerminalGroup() {}

  static boolean isForeground() {
    try {
      return isForeground(Files.readString(STAT));
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isForeground(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ");
    return !fields[4].equals("0") && fields[2].equals(fields[5]);
  }
}
