package dev.district.it.programs.refused;

import java.io.File;
import java.io.RandomAccessFile;

/** Holds a file open. */
public final class OpenFile {
  private OpenFile() {}

  private record Scratch(File path, RandomAccessFile file) implements Holding.Resource {
    @Override
    public int use(int step) throws Exception {
      file.seek(step);
      file.write(step);
      file.seek(step / 2);
      return file.read();
    }

    @Override
    public void close() throws Exception {
      file.close();
      if (!path.delete()) {
        System.out.println("scratch file is already gone");
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          File path = File.createTempFile("district-it", ".scratch");
          return new Scratch(path, new RandomAccessFile(path, "rw"));
        });
  }
}
