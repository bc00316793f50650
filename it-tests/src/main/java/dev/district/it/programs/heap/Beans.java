package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.MXBean;
import javax.management.ObjectInstance;
import javax.management.ObjectName;

/** MBeans of the program's own in the platform's server, and the server itself in a field. */
public final class Beans {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private Beans() {}

  /** A standard MBean's interface. */
  public interface CountingMBean {
    int getCount();

    void setCount(int count);

    int add(int number);
  }

  /** A standard MBean. */
  public static final class Counting implements CountingMBean {
    private int count;

    @Override
    public int getCount() {
      return count;
    }

    @Override
    public void setCount(int newCount) {
      count = newCount;
    }

    @Override
    public int add(int number) {
      count += number;
      return count;
    }
  }

  /** What an open type is made of. */
  public record Reading(String name, double value) {
    public String getName() {
      return name;
    }

    public double getValue() {
      return value;
    }
  }

  /** An MXBean's interface. */
  @MXBean
  public interface Gauge {
    Reading[] getReadings();
  }

  /** An MXBean. */
  private static final class Readings implements Gauge {
    private final Counting counting;

    private Readings(Counting counting) {
      this.counting = counting;
    }

    @Override
    public Reading[] getReadings() {
      return new Reading[] {new Reading("half", counting.count / 2.0)};
    }
  }

  public static void main(String[] args) throws Exception {
    Counting counting = new Counting();
    ObjectName name = new ObjectName("dev.district.it:type=Counting,name=main");
    ObjectInstance instance = SERVER.registerMBean(counting, name);
    SERVER.registerMBean(new Readings(counting), new ObjectName("dev.district.it:type=Gauge"));
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      Object sum =
          server.invoke(name, "add", new Object[] {step}, new String[] {int.class.getName()});
      Object[] readings =
          (Object[]) SERVER.getAttribute(new ObjectName("dev.district.it:type=Gauge"), "Readings");
      ObjectName late = new ObjectName("late:step=" + step);
      server.registerMBean(new Counting(), late);
      if (step >= 5) {
        server.unregisterMBean(new ObjectName("late:step=" + (step - 5)));
      }
      System.out.println(
          "step "
              + step
              + ": "
              + sum
              + " "
              + ((javax.management.openmbean.CompositeData) readings[0]).get("value")
              + " "
              + server.queryNames(new ObjectName("late:*"), null).size());
    }
    System.out.println(
        "done: "
            + counting.count
            + " "
            + (SERVER == ManagementFactory.getPlatformMBeanServer())
            + " "
            + instance.getClassName().equals(Counting.class.getName())
            + " "
            + SERVER.isRegistered(new ObjectName("java.lang:type=Runtime"))
            + " "
            + SERVER
                .getAttribute(new ObjectName("java.lang:type=Runtime"), "Pid")
                .equals(ProcessHandle.current().pid()));
  }
}
