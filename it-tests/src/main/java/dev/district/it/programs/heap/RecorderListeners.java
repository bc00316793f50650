package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/** Who waits to be told that the flight recorder is there is told after a restart, too. */
public final class RecorderListeners {
  private static int told;

  private RecorderListeners() {}

  public static void main(String[] args) {
    FlightRecorder.addListener(
        new FlightRecorderListener() {
          @Override
          public void recorderInitialized(FlightRecorder recorder) {
            told++;
          }
        });
    int steps = Pace.steps(args);
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      System.out.println(step + ": told " + told + " times");
    }
    int recordings = FlightRecorder.getFlightRecorder().getRecordings().size();
    System.out.println("done: told " + told + " times of " + recordings + " recordings");
  }
}
