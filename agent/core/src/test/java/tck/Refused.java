package tck;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** A directory whose entries are being read. */
  public static final class Directory extends One {
    @Override
    public Object make() throws Exception {
      state = Files.newDirectoryStream(Path.of(System.getProperty("java.home")));
      return state;
    }
  }

  /** A watch on directories. */
  public static final class Watching extends One {
    @Override
    public Object make() throws Exception {
      state = FileSystems.getDefault().newWatchService();
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
