package dev.district.it.programs.members;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Counts, tells its count to another member through a file, and remembers the highest count of the
 * other that it has seen: at no instant has one seen more than the other has counted. Without the
 * directory for the files nobody hears of the other any more.
 */
public final class Mutual {
  private static final int PAUSE_MS = 15;

  private Mutual() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    String me = args[1];
    String other = args[2];
    int steps = Integer.parseInt(args[3]);
    int seen = 0;
    for (int count = 1; count <= steps; count++) {
      tell(directory, me, count);
      seen = Math.max(seen, hear(directory, other));
      System.out.println(me + " " + count + " has seen " + seen);
      Pace.sleep(PAUSE_MS);
    }
    System.out.println("done: " + me);
  }

  private static void tell(Path directory, String me, int count) throws IOException {
    try {
      Path draft = directory.resolve(me + ".draft");
      Files.writeString(draft, Integer.toString(count));
      Files.move(draft, directory.resolve(me), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException | AtomicMoveNotSupportedException e) {
      return;
    }
  }

  private static int hear(Path directory, String other) throws IOException {
    try {
      return Integer.parseInt(Files.readString(directory.resolve(other)));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
