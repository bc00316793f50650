package dev.district.it.programs.refused;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Holds a child process and talks to it. */
public final class ChildProcess {
  private ChildProcess() {}

  private record Cat(Process process, PrintWriter in, BufferedReader out)
      implements Holding.Resource {
    @Override
    public int use(int step) throws Exception {
      in.println(step);
      return Integer.parseInt(out.readLine());
    }

    @Override
    public void close() throws Exception {
      in.close();
      System.out.println("child ended with " + process.waitFor());
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          Process process = new ProcessBuilder("cat").start();
          return new Cat(
              process,
              new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8),
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        });
  }
}
