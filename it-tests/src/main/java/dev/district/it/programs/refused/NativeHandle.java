package dev.district.it.programs.refused;

import java.util.zip.Deflater;

/** Holds a compressor whose state lives in zlib's memory. */
public final class NativeHandle {
  private NativeHandle() {}

  private record Held(Deflater deflater) implements Holding.Resource {
    @Override
    public int use(int step) {
      deflater.setInput(
          ("input of step " + step).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return deflater.deflate(new byte[1_000], 0, 1_000, Deflater.SYNC_FLUSH);
    }

    @Override
    public void close() {
      deflater.end();
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(args, () -> new Held(new Deflater()));
  }
}
