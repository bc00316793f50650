package tck;

import java.io.FileInputStream;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.Inflater;

/** State that can't be captured; each class is a case that has to be refused. */
public final class Refused {
  private Refused() {}

  private abstract static class One implements TckCase {
    Object state;

    @Override
    public void check(Object ignored) {
      require(state != null, "the program goes on");
    }
  }

  /** An open file. */
  public static final class OpenFile extends One {
    @Override
    public Object make() throws Exception {
      state = new FileInputStream(Path.of(System.getProperty("java.home"), "release").toFile());
      return state;
    }
  }

  /** A listening socket. */
  public static final class Listening extends One {
    @Override
    public Object make() throws Exception {
      state = new ServerSocket(0);
      return state;
    }
  }

  /** A direct buffer. */
  public static final class Direct extends One {
    @Override
    public Object make() {
      state = ByteBuffer.allocateDirect(8);
      return state;
    }
  }

  /** Native zlib state. */
  public static final class Zlib extends One {
    @Override
    public Object make() {
      state = new Inflater();
      return state;
    }
  }

  /** A child process. */
  public static final class Child extends One {
    @Override
    public Object make() throws Exception {
      state = new ProcessBuilder("sleep", "20").start();
      return state;
    }
  }
}
