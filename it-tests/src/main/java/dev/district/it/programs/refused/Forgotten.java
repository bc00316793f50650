package dev.district.it.programs.refused;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;

/** Listens to the platform's garbage collectors, which belong to the JVM. */
public final class Forgotten {
  private Forgotten() {}

  private record Listening(NotificationListener listener) implements Holding.Resource {
    @Override
    public int use(int step) {
      return step;
    }

    @Override
    public void close() throws ListenerNotFoundException {
      for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
        ((NotificationEmitter) bean).removeNotificationListener(listener);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          NotificationListener listener = (notification, handback) -> notification.getMessage();
          for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) bean).addNotificationListener(listener, null, null);
          }
          return new Listening(listener);
        });
  }
}
