package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Signals that {@link ProcessHandle} can't send. A process that is gone gets none. */
public final class Signals {
  private Signals() {}

  /**
   * Sends one to each of these processes.
   *
   * @param name as {@code kill} knows it
   */
  public static void send(String name, Collection<Long> pids) throws InterruptedException {
    if (pids.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
