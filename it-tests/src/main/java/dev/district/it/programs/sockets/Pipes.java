package dev.district.it.programs.sockets;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Pipes: one read by a blocked thread, the other by a selector. */
public final class Pipes {
  private static final int WORD = 4;

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
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      word.clear();
      questions.sink().write(word.putInt(step).flip());
      word.clear();
      while (word.hasRemaining()) {
        selector.select();
        selector.selectedKeys().clear();
        answers.source().read(word);
      }
      System.out.println("step " + step + ": square " + word.flip().getInt());
    }
    System.out.println("done: open " + questions.sink().isOpen());
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
