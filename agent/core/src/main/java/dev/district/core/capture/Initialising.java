package dev.district.core.capture;

import dev.district.core.frames.Frame;
import dev.district.core.frames.Unresumable;
import dev.district.jdk.ClassStates;
import java.util.ArrayList;
import java.util.List;

/** Static initialisers in progress on a stack. */
final class Initialising {
  private Initialising() {}

  /** The classes they belong to. */
  static List<Class<?>> types(List<Frame> frames) {
    List<Class<?>> types = new ArrayList<>();
    for (Frame frame : frames) {
      if (frame.isInitializer()) {
        types.add(frame.type());
      }
    }
    return types;
  }

  /** A restored JVM will have to put the classes into the state they have here. */
  static void check(List<Frame> frames) throws Unresumable {
    for (Frame frame : frames) {
      if (frame.isInitializer()
          && !(ClassStates.trusted() && ClassStates.isRunning(frame.type()))) {
        throw new Unresumable("a class is being initialised in a way unknown here", frame);
      }
    }
  }
}
