package dev.district.it.real;

import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/**
 * The JDK's own read-eval-print loop, in this process: variables, methods that are replaced, a
 * class that is defined again while objects of it live, lambdas.
 *
 * <p>Argument: rounds (20).
 */
public final class JshellSession {
  private final JShell shell = JShell.builder().executionEngine("local").build();

  private JshellSession() {}

  private void run(String source) {
    for (SnippetEvent event : shell.eval(source)) {
      System.out.println(
          event.snippet().source()
              + " -> "
              + event.status()
              + " "
              + event.value()
              + (event.exception() == null ? "" : " " + event.exception()));
    }
  }

  private void round(int round) {
    run("int f(int x) { return x * " + (round + 1) + " + total; }");
    run("total += f(" + round + ") % 1000");
    if (round % 5 == 2) {
      run(
          "class Point { int x; Point(int x) { this.x = x; } int y() { return "
              + round
              + " * x; } }");
    }
    run("kept.add(new Point(" + round + "))");
    run("new Point(" + round + ").y()");
    run("java.util.stream.IntStream.range(0, " + (round + 5) + ").map(x -> f(x)).sum()");
  }

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    JshellSession session = new JshellSession();
    session.run("int total = 0;");
    session.run("class Point { int x; Point(int x) { this.x = x; } int y() { return 2 * x; } }");
    session.run("java.util.List<Object> kept = new java.util.ArrayList<>();");
    for (int round = 0; round < rounds; round++) {
      session.round(round);
    }
    session.run("kept.size()");
    session.shell.close();
    System.out.println("done: " + rounds);
  }
}
