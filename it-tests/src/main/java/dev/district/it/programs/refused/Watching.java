package dev.district.it.programs.refused;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;

/** Watches its working directory, which takes a thread of the JDK that waits in native code. */
public final class Watching {
  private Watching() {}

  private record Open(WatchService service) implements Holding.Resource {
    @Override
    public int use(int step) {
      return service.poll() == null ? step : 0;
    }

    @Override
    public void close() throws IOException {
      service.close();
    }
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          WatchService service = FileSystems.getDefault().newWatchService();
          Path.of("").register(service, StandardWatchEventKinds.ENTRY_DELETE);
          return new Open(service);
        });
  }
}
