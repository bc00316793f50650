package dev.district.it.programs.ends;

import dev.district.it.programs.Pace;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dies at its next step while there is a certain file. */
public final class Halting {
  private static final int STATUS = 3;
  private static final int PAUSE_MS = 200;

  private Halting() {}

  /**
   * Begins.
   *
   * @param args number of steps; the file
   */
  public static void main(String[] args) {
    int steps = Pace.steps(args);
    for (int step = 1; step <= steps; step++) {
      Pace.sleep(PAUSE_MS);
      System.out.println("step " + step);
      if (Files.exists(Path.of(args[1]))) {
        Runtime.getRuntime().halt(STATUS);
      }
    }
    System.out.println("done: cured");
  }
}
