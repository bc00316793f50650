package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;

/**
 * What a program sets on the platform's statics: system properties, default locale and zone, a
 * replaced {@code System.out}, the default handler of uncaught exceptions.
 */
public final class Platform {
  private static int handled;

  private Platform() {}

  /** Numbers the lines that pass. */
  private static final class Numbering extends PrintStream {
    private int line;

    private Numbering(OutputStream out) {
      super(out, true);
    }

    @Override
    public void println(String text) {
      super.println(++line + ". " + text);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    System.setOut(new Numbering(System.out));
    System.setProperty("it.program", "value 0");
    System.setProperty("it.kept", "kept");
    System.clearProperty("java.class.version");
    Locale.setDefault(Locale.GERMANY);
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> handled += e.getMessage().length());
    Properties properties = System.getProperties();
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      System.setProperty("it.program", System.getProperty("it.program") + step % 10);
      properties.setProperty("it.step." + step % 7, "" + step);
      Thread failing =
          new Thread(
              () -> {
                throw new IllegalStateException("uncaught");
              });
      failing.start();
      failing.join();
      Pace.beat();
      System.out.println(
          "step "
              + step
              + ": "
              + String.format("%.2f", step / 3.0)
              + " "
              + TimeZone.getDefault().getID()
              + " "
              + (Locale.getDefault() == Locale.GERMANY)
              + " "
              + System.getProperty("java.class.version"));
    }
    System.out.println(
        "done: "
            + System.getProperty("it.program")
            + " "
            + System.getProperty("it.kept")
            + " "
            + System.getProperty("it.step.3")
            + " "
            + (properties == System.getProperties())
            + " "
            + handled);
  }
}
