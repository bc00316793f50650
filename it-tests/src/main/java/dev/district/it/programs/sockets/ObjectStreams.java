package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Object streams that stay open: they know the classes and the objects that went through them. */
public final class ObjectStreams {
  private ObjectStreams() {}

  private record Point(int x, String name) implements Serializable {}

  private enum Colour {
    RED,
    BLUE
  }

  /** Its constructor is run by whoever reads an object of a class derived from it. */
  private static class Base {
    transient int begun;

    Base() {
      begun = 7;
    }
  }

  private static final class Letter extends Base implements Serializable {
    private static final long serialVersionUID = 1L;

    final int number;
    final Colour colour;
    final List<Point> points = new ArrayList<>();
    final Stamp stamp;

    Letter(int number) {
      this.number = number;
      colour = number % 2 == 0 ? Colour.RED : Colour.BLUE;
      stamp = new Stamp(number);
      for (int i = 0; i < number % 4; i++) {
        points.add(new Point(i, "point " + i));
      }
    }

    @Override
    public String toString() {
      return number + " " + colour + " " + points + " " + stamp.value + " " + begun;
    }
  }

  /** Writes itself. */
  public static final class Stamp implements Externalizable {
    private static final long serialVersionUID = 1L;

    private int value;

    /** For whoever reads one. */
    public Stamp() {}

    private Stamp(int value) {
      this.value = value;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeInt(value);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      value = in.readInt();
    }
  }

  /** Both directions of a connection. */
  private static final class Line {
    final ObjectOutputStream out;
    final ObjectInputStream in;

    Line(Socket socket) throws IOException {
      out = new ObjectOutputStream(socket.getOutputStream());
      out.flush();
      in = new ObjectInputStream(socket.getInputStream());
    }

    void send(Letter letter) throws IOException {
      out.writeObject(letter);
      out.flush();
    }

    Letter receive() throws IOException, ClassNotFoundException {
      return (Letter) in.readObject();
    }
  }

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(listening), "answering");
      answering.start();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
        Line line = new Line(socket);
        for (int step = 1; step <= steps; step++) {
          line.send(new Letter(step));
          System.out.println("step " + line.receive());
          Pace.beat();
        }
        line.send(new Letter(-1));
      }
      answering.join();
    }
    System.out.println("done: all letters were answered");
  }

  private static void answer(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      Line line = new Line(socket);
      for (Letter letter = line.receive(); letter.number >= 0; letter = line.receive()) {
        line.send(letter);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
