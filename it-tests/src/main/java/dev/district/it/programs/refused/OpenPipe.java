package dev.district.it.programs.refused;

import java.io.FileInputStream;
import java.io.IOException;

/** Holds a pipe open: its own standard input, by a descriptor of its own. */
public final class OpenPipe {
  private OpenPipe() {}

  private record End(FileInputStream stream) implements Holding.Resource {
    @Override
    public int use(int step) throws IOException {
      return step + stream.available();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(args, () -> new End(new FileInputStream("/dev/stdin")));
  }
}
