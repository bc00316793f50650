package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * Pipes: one read by a blocked thread, another by a selector; a third one holds some words all the
 * time, and a fourth one some that nobody can write to any more.
 */
public final class Pipes {
  private static final int WORD = 4;
  private static final int AHEAD = 2_000;

  private Pipes() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    Pipe questions = Pipe.open();
    Pipe answers = Pipe.open();
    Thread thread = new Thread(() -> square(questions, answers), "squares");
    thread.setDaemon(true);
    thread.start();
    Selector selector = Selector.open();
    answers.source().configureBlocking(false);
    answers.source().register(selector, SelectionKey.OP_READ);
    ByteBuffer word = ByteBuffer.allocate(WORD);
    Pipe queue = Pipe.open();
    Pipe closed = Pipe.open();
    for (int i = 0; i < AHEAD; i++) {
      put(queue, -i);
      put(closed, i);
    }
    closed.sink().close();
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      put(queue, step);
      int queued = take(queue);
      word.clear();
      questions.sink().write(word.putInt(step).flip());
      word.clear();
      while (word.hasRemaining()) {
        selector.select();
        selector.selectedKeys().clear();
        answers.source().read(word);
      }
      System.out.println(
          "step " + step + ": square " + word.flip().getInt() + ", queued " + queued);
    }
    System.out.println("closed " + take(closed) + ' ' + take(closed));
    System.out.println("done: open " + questions.sink().isOpen());
  }

  private static void put(Pipe pipe, int word) throws IOException {
    pipe.sink().write(ByteBuffer.allocate(WORD).putInt(word).flip());
  }

  private static int take(Pipe pipe) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(WORD);
    while (word.hasRemaining()) {
      pipe.source().read(word);
    }
    return word.flip().getInt();
  }

  private static void square(Pipe questions, Pipe answers) {
    ByteBuffer word = ByteBuffer.allocate(WORD);
    try {
      for (; ; ) {
        word.clear();
        while (word.hasRemaining()) {
          questions.source().read(word);
        }
        int value = word.flip().getInt();
        word.clear();
        answers.sink().write(word.putInt(value * value).flip());
      }
    } catch (IOException e) {
      e.printStackTrace();
    }
  }
}
