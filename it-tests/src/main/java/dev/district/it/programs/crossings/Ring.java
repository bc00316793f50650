package dev.district.it.programs.crossings;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A ring: each passes on a number, one more than it has got. The first sees to it that it comes
 * back as large as it must be, and sends it round again, until a file says that it is enough.
 */
public final class Ring {
  private static final int REPORT = 100;
  private static final long LAST = -1;

  private Ring() {}

  /**
   * Begins.
   *
   * @param args directory, own place, number of places
   */
  public static void main(String[] args) throws IOException {
    Place place = new Place(args[0]);
    int own = Integer.parseInt(args[1]);
    int count = Integer.parseInt(args[2]);
    try (ServerSocket listening = place.listen("place" + own);
        Socket next = place.connect("place" + (own + 1) % count);
        Socket before = listening.accept()) {
      next.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(before.getInputStream());
      DataOutputStream out = new DataOutputStream(next.getOutputStream());
      int round = 0;
      for (boolean last = false; !last; ) {
        round++;
        last = own == 0 && place.isToEnd();
        if (own == 0) {
          out.writeLong(last ? LAST : (long) (round - 1) * count + 1);
        }
        long number = in.readLong();
        if (number == LAST) {
          last = true;
          if (own != 0) {
            out.writeLong(LAST);
          }
          continue;
        }
        long expected = (long) (round - 1) * count + (own == 0 ? count : own);
        if (number != expected) {
          System.out.println("failed: " + number + ", not " + expected);
          return;
        }
        if (own != 0) {
          out.writeLong(number + 1);
        }
        if (round % REPORT == 0) {
          System.out.println(round + " rounds");
        }
        dev.district.it.programs.Pace.sleep(1);
      }
      System.out.println("done: " + (round - 1) + " rounds");
    }
  }
}
