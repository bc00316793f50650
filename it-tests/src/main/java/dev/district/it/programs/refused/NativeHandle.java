package dev.district.it.programs.refused;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** Reads a directory, which is a matter of memory of the C library. */
public final class NativeHandle {
  private NativeHandle() {}

  private record Listing(DirectoryStream<Path> stream, Iterator<Path> entries)
      implements Holding.Resource {
    @Override
    public int use(int step) {
      return step + (entries.hasNext() ? entries.next().getNameCount() : 0);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          DirectoryStream<Path> stream =
              Files.newDirectoryStream(Path.of(System.getProperty("java.home")));
          return new Listing(stream, stream.iterator());
        });
  }
}
