package dev.district.it.programs.crossings;

import dev.district.it.programs.Pace;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Questions and answers over asynchronous channels: the server answers by completion handlers, the
 * client asks on several connections at once. Every question has a number, and gets one answer.
 */
public final class Asynchronous {
  private static final int MESSAGE = 2 * Long.BYTES;
  private static final int REPORT = 200;
  private static final long BYE = -1;
  private static final int PAUSE_MS = 2;

  private Asynchronous() {}

  /**
   * Begins.
   *
   * @param args directory; {@code server} or {@code client}; number of connections
   */
  public static void main(String[] args) throws Exception {
    Place place = new Place(args[0]);
    int connections = Integer.parseInt(args[2]);
    if (args[1].equals("server")) {
      serve(place, connections);
    } else {
      ask(place, connections);
    }
    System.out.println("done: nothing lost, doubled or reordered");
  }

  private static void serve(Place place, int connections) throws Exception {
    AsynchronousServerSocketChannel listening =
        AsynchronousServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    place.tell("questions", ((InetSocketAddress) listening.getLocalAddress()).getPort());
    CompletableFuture<?>[] ends = new CompletableFuture<?>[connections];
    for (int i = 0; i < connections; i++) {
      Answers answers = new Answers(listening.accept().get());
      ends[i] = answers.end;
      answers.channel.read(answers.buffer, true, answers);
    }
    CompletableFuture.allOf(ends).get();
  }

  /** One connection of the server. */
  private static final class Answers implements CompletionHandler<Integer, Boolean> {
    private final AsynchronousSocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(MESSAGE);
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private long answered;

    Answers(AsynchronousSocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void completed(Integer count, Boolean reading) {
      if (reading && count < 0) {
        failed(new EOFException("end after " + answered), true);
      } else if (buffer.hasRemaining()) {
        go(reading);
      } else if (reading) {
        answer();
      } else {
        buffer.clear();
        go(true);
      }
    }

    private void go(boolean reading) {
      if (reading) {
        channel.read(buffer, true, this);
      } else {
        channel.write(buffer, false, this);
      }
    }

    private void answer() {
      long question = buffer.getLong(0);
      if (question == BYE) {
        end.complete(null);
        return;
      }
      if (question != ++answered) {
        System.out.println("failed: question " + question + " instead of " + answered);
      }
      buffer.putLong(Long.BYTES, answered * answered);
      buffer.flip();
      go(false);
    }

    @Override
    public void failed(Throwable cause, Boolean reading) {
      System.out.println("failed: " + cause);
      end.completeExceptionally(cause);
    }
  }

  private static void ask(Place place, int connections) throws Exception {
    InetSocketAddress server =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port("questions"));
    AsynchronousSocketChannel[] channels = new AsynchronousSocketChannel[connections];
    for (int i = 0; i < connections; i++) {
      channels[i] = AsynchronousSocketChannel.open();
      channels[i].connect(server).get();
    }
    for (long question = 1; !place.isToEnd(); question++) {
      for (AsynchronousSocketChannel channel : channels) {
        send(channel, question);
      }
      for (AsynchronousSocketChannel channel : channels) {
        ByteBuffer answer = ByteBuffer.allocate(MESSAGE);
        while (answer.hasRemaining()) {
          if (channel.read(answer).get() < 0) {
            throw new EOFException("end after question " + question);
          }
        }
        if (answer.getLong(0) != question || answer.getLong(Long.BYTES) != question * question) {
          System.out.println("failed: answer to " + answer.getLong(0) + " for " + question);
        }
      }
      if (question % REPORT == 0) {
        System.out.println(question + " answers");
      }
      Pace.sleep(PAUSE_MS);
    }
    for (AsynchronousSocketChannel channel : channels) {
      send(channel, BYE);
    }
  }

  private static void send(AsynchronousSocketChannel channel, long number)
      throws IOException, InterruptedException, ExecutionException {
    ByteBuffer message = ByteBuffer.allocate(MESSAGE).putLong(0, number);
    while (message.hasRemaining()) {
      channel.write(message).get();
    }
  }
}
