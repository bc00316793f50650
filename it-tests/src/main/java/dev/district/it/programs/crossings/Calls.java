package dev.district.it.programs.crossings;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Remote method invocation, in both directions: a client counts along with a counter in a server,
 * which calls it back now and then. A call that has failed is made again, as RMI demands: the
 * counter then may be behind or ahead, and each number counts once all the same. What RMI sends
 * depends on time (it asks whether a connection that it uses again is alive), so a rollback may
 * break one.
 */
public final class Calls {
  private static final int REPORT = 100;
  private static final int PAUSE_MS = 2;

  private Calls() {}

  /** Counts. */
  public interface Counter extends Remote {
    /**
     * Counts on, once for each number; the sum of the numbers up to this one. If those before are
     * missing, the first that is, negated.
     */
    long add(int number) throws RemoteException;

    /** Whom to call at every hundredth number. */
    void listen(Listener listener) throws RemoteException;

    /** There will be no more calls. */
    void end() throws RemoteException;
  }

  /** Is called back. */
  public interface Listener extends Remote {
    /** So many numbers have been counted. */
    void counted(int count) throws RemoteException;
  }

  private static final class Sum implements Counter {
    private final List<Long> sums = new ArrayList<>();
    private long sum;
    private Listener listener = count -> {};
    private boolean ended;

    @Override
    public synchronized long add(int number) throws RemoteException {
      int last = sums.size();
      if (number == last + 1) {
        sum += number;
        sums.add(sum);
        if (number % REPORT == 0) {
          listener.counted(number);
          System.out.println(number + " calls");
        }
      } else if (number > last) {
        return -(last + 1);
      }
      return sums.get(number - 1);
    }

    @Override
    public synchronized void listen(Listener one) {
      listener = one;
    }

    @Override
    public synchronized void end() {
      ended = true;
      notifyAll();
    }

    synchronized void awaitEnd() throws InterruptedException {
      while (!ended) {
        wait();
      }
    }
  }

  /**
   * Begins.
   *
   * @param args directory; {@code server} or {@code client}
   */
  public static void main(String[] args) throws Exception {
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    Place place = new Place(args[0]);
    if (args[1].equals("server")) {
      serve(place);
    } else {
      call(place);
    }
  }

  private static void serve(Place place) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Registry registry = LocateRegistry.createRegistry(port);
    Sum sum = new Sum();
    registry.rebind("counter", UnicastRemoteObject.exportObject(sum, 0));
    place.tell("registry", port);
    sum.awaitEnd();
    Pace.sleep(REPORT);
    UnicastRemoteObject.unexportObject(sum, true);
    UnicastRemoteObject.unexportObject(registry, true);
    System.out.println("done: nothing lost, doubled or reordered");
  }

  private static void call(Place place) throws Exception {
    Registry registry = LocateRegistry.getRegistry("127.0.0.1", place.port("registry"));
    Counter counter = (Counter) registry.lookup("counter");
    Listener listener = count -> System.out.println("heard of " + count);
    counter.listen((Listener) UnicastRemoteObject.exportObject(listener, 0));
    int failures = 0;
    for (int i = 1; !place.isToEnd(); i++) {
      long sum = 0;
      while (sum == 0) {
        try {
          sum = counter.add(i);
        } catch (RemoteException e) {
          System.out.println("broken: " + e);
          if (++failures == REPORT) {
            return;
          }
          Pace.sleep(PAUSE_MS);
        }
      }
      if (sum < 0) {
        System.out.println("broken: again from " + -sum);
        i = (int) -sum - 1;
        continue;
      }
      if (sum != (long) i * (i + 1) / 2) {
        System.out.println("failed: " + sum + " after " + i);
        return;
      }
      Pace.sleep(PAUSE_MS);
    }
    counter.end();
    UnicastRemoteObject.unexportObject(listener, true);
    System.out.println("done: nothing lost, doubled or reordered");
  }
}
