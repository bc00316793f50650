package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asynchronous file channels, one served by the JDK's threads and one by a pool of the program's,
 * with completion handlers and futures; a lock that is held all the time.
 */
public final class Asynchronous {
  private static final int RECORD = Long.BYTES;
  private static final int RECORDS = 4;

  private Asynchronous() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    Path directory = Files.createTempDirectory("asynchronous");
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try (AsynchronousFileChannel plain =
            AsynchronousFileChannel.open(
                directory.resolve("plain"), options.toArray(new StandardOpenOption[0]));
        AsynchronousFileChannel pooled =
            AsynchronousFileChannel.open(directory.resolve("pooled"), options, pool)) {
      FileLock lock = pooled.lock().get();
      for (int step = 0; step < steps; step++) {
        long sum = 0;
        for (int i = 0; i < RECORDS; i++) {
          long position = (long) (step * RECORDS + i) * RECORD;
          write(plain, step * 7L + i, position).get();
          pooled.write(record(step * 11L + i), position).get();
          sum +=
              read(plain, position).get() * 31 + read(pooled, position / 2 / RECORD * RECORD).get();
        }
        Pace.beat();
        System.out.println(
            "step " + step + ": " + sum + ", locked " + (lock.isValid() && !lock.isShared()));
      }
    }
    pool.shutdown();
    System.out.println("done: " + Files.size(directory.resolve("plain")));
  }

  private static ByteBuffer record(long number) {
    return ByteBuffer.allocate(RECORD).putLong(number).flip();
  }

  private static CompletableFuture<Integer> write(
      AsynchronousFileChannel channel, long number, long position) {
    CompletableFuture<Integer> written = new CompletableFuture<>();
    channel.write(record(number), position, written, new Completion());
    return written;
  }

  private static CompletableFuture<Long> read(AsynchronousFileChannel channel, long position) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(RECORD);
    CompletableFuture<Integer> read = new CompletableFuture<>();
    channel.read(buffer, position, read, new Completion());
    return read.thenApply(count -> buffer.getLong(0));
  }

  /** Tells a future. */
  private static final class Completion
      implements CompletionHandler<Integer, CompletableFuture<Integer>> {
    @Override
    public void completed(Integer count, CompletableFuture<Integer> future) {
      if (count == RECORD) {
        future.complete(count);
      } else {
        failed(new IOException(count + " bytes"), future);
      }
    }

    @Override
    public void failed(Throwable cause, CompletableFuture<Integer> future) {
      future.completeExceptionally(cause);
    }
  }
}
