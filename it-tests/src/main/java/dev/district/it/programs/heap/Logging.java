package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Loggers of {@code java.util.logging}: the tree with its levels, handlers, formatters and filters,
 * a level of the program's own, a logger that only the log manager knows by name.
 */
public final class Logging {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger PARENT = Logger.getLogger("it.parent");
  private static final Logger CHILD = Logger.getLogger("it.parent.child");
  private static final Loud LOUD = new Loud();
  private static final List<String> RECORDS = new ArrayList<>();

  private Logging() {}

  /** A level between the others. */
  private static final class Loud extends Level {
    private static final long serialVersionUID = 1L;

    private Loud() {
      super("LOUD", 850);
    }
  }

  /** Prints to standard output. */
  private static final class Printing extends Handler {
    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        System.out.println(getFormatter().format(record));
      }
    }

    @Override
    public void flush() {
      System.out.flush();
    }

    @Override
    public void close() {}
  }

  /** One line without the time. */
  private static final class Terse extends Formatter {
    private int lines;

    @Override
    public String format(LogRecord record) {
      return ++lines
          + " "
          + record.getLoggerName()
          + " "
          + record.getLevel().getName()
          + " "
          + formatMessage(record);
    }
  }

  public static void main(String[] args) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    Handler printing = new Printing();
    printing.setFormatter(new Terse());
    PARENT.addHandler(printing);
    PARENT.setLevel(Level.FINE);
    Handler console = new ConsoleHandler();
    console.setFormatter(new SimpleFormatter());
    console.setLevel(Level.OFF);
    PARENT.addHandler(console);
    CHILD.setFilter(record -> !record.getMessage().contains("secret"));
    Handler remembering = new Printing();
    remembering.setFilter(record -> RECORDS.add(record.getMessage()) && false);
    Logger.getLogger(Logger.GLOBAL_LOGGER_NAME).addHandler(remembering);
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      Logger named = Logger.getLogger("it.parent.child");
      named.log(LOUD, "step {0}, level {1}", new Object[] {step, PARENT.getLevel()});
      CHILD.fine("secret " + step);
      PARENT.finer("too fine " + step);
      Logger.getLogger("it.parent.child.late").fine("late " + step);
      Logger.getGlobal().info("global " + step);
      PARENT.setLevel(step % 2 == 0 ? Level.CONFIG : Level.FINE);
    }
    System.out.println(
        "done: "
            + (Logger.getLogger("it.parent.child") == CHILD)
            + " "
            + (CHILD.getParent() == PARENT)
            + " "
            + (LogManager.getLogManager().getLogger("it.parent") == PARENT)
            + " "
            + (Level.parse("LOUD") == LOUD)
            + " "
            + ROOT.getHandlers().length
            + " "
            + PARENT.getHandlers().length
            + " "
            + RECORDS.size());
  }
}
