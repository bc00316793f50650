package dev.district.core.capture;

import dev.district.boot.MainThread;
import dev.district.core.frames.Frame;
import dev.district.core.frames.Unresumable;
import dev.district.jdk.MainMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A main thread on which {@code main} has not been called yet. What comes after its outermost frame
 * is the java launcher's business and on no stack: while that is {@code <clinit>} of the main
 * class, it can be done in the launcher's place; while the launcher looks for the class, or agents
 * start, it can't.
 */
final class MainLaunch {
  /** Whose methods the launcher calls before {@code main}. */
  private static final Set<String> BEFORE =
      Set.of("sun.launcher.LauncherHelper", "sun.instrument.InstrumentationImpl");

  private MainLaunch() {}

  /** The frames with the launcher as outermost one if an initialiser is there. */
  static List<Frame> complete(List<Frame> frames, Thread thread) throws Unresumable {
    Frame outermost = frames.isEmpty() ? null : frames.get(frames.size() - 1);
    if (outermost != null && BEFORE.contains(outermost.type().getName())) {
      throw new Unresumable("main has not been called yet", outermost);
    }
    if (outermost == null || !outermost.isInitializer()) {
      return frames;
    }
    Class<?> main = MainMethods.mainClass();
    String[] arguments =
        arguments(System.getProperty("sun.java.command", ""), Path.of("/proc/self/cmdline"));
    if (!MainThread.is(thread) || main == null || arguments == null) {
      throw new Unresumable("nobody knows what has begun this initialiser", outermost);
    }
    List<Frame> complete = new ArrayList<>(frames);
    complete.add(Frame.launch(main, arguments));
    return complete;
  }

  /**
   * The arguments of the main method: as many last words of the command line as, put together, make
   * up what follows the main class in {@code sun.java.command}.
   */
  static String @Nullable [] arguments(String command, Path commandLine) {
    int space = command.indexOf(' ');
    if (space < 0) {
      return command.isEmpty() ? null : new String[0];
    }
    String[] words;
    try {
      words = Files.readString(commandLine).split("\0", -1);
    } catch (IOException e) {
      return null;
    }
    int end = words.length - 1;
    for (int from = end - 1; from >= 0; from--) {
      if (command
          .substring(space + 1)
          .equals(String.join(" ", Arrays.asList(words).subList(from, end)))) {
        return Arrays.copyOfRange(words, from, end);
      }
    }
    return null;
  }
}
