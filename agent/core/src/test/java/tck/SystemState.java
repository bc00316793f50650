package tck;

import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Scanner;
import java.util.TimeZone;

/** What hangs on the platform: properties, streams, defaults. */
public final class SystemState implements TckCase {
  static final class Counting extends FilterOutputStream {
    int count;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      count++;
      super.write(b);
    }
  }

  @Override
  public Object make() {
    System.setProperty("tck.property", "value");
    Locale.setDefault(Locale.GERMANY);
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Paris"));
    Counting counting = new Counting(System.out);
    System.setErr(new PrintStream(new Counting(System.err), true));
    return new Object[] {
      System.getProperties(),
      System.out,
      System.err,
      counting,
      new BufferedReader(new InputStreamReader(System.in)),
      new Scanner(System.in),
      System.in,
    };
  }

  @Override
  public void check(Object state) {
    Object[] parts = (Object[]) state;
    require(System.getProperties() == parts[0], "properties object");
    require("value".equals(System.getProperty("tck.property")), "property");
    require(System.getProperty("java.version") != null, "java.version");
    require(System.out == parts[1] && System.err == parts[2], "streams");
    require(Locale.getDefault().equals(Locale.GERMANY), "locale");
    require(TimeZone.getDefault().getID().equals("Europe/Paris"), "time zone");
    require(String.format("%,d", 1234).equals("1.234"), "locale in use");
    System.out.println("(stdout is alive)");
    System.err.println("(stderr is alive)");
  }
}
