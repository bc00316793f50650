package dev.district.control.round;

import dev.district.control.ControlUnreachableException;
import dev.district.control.Conversation;
import dev.district.control.ExitCode;
import dev.district.control.Reply;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Seat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** All members of a district, asked at the same time. Closing it breaks off what they are at. */
final class Crew implements AutoCloseable {
  private static final int ATTEMPTS = 400;
  private static final int PAUSE_MS = 25;

  private final ExecutorService threads;
  private final Map<String, Conversation> conversations = new LinkedHashMap<>();

  private Crew(ExecutorService threads) {
    this.threads = threads;
  }

  /** Connects to every member. */
  static Crew of(DistrictStore store, List<Seat> seats, ThreadFactory factory) throws RoundFailed {
    Crew crew = new Crew(Executors.newCachedThreadPool(factory));
    try {
      for (Seat seat : seats) {
        crew.join(store, seat);
      }
      return crew;
    } catch (RoundFailed e) {
      crew.close();
      throw e;
    }
  }

  /** A member that has just started may not listen yet. */
  private void join(DistrictStore store, Seat seat) throws RoundFailed {
    Path socket = store.runDirectory().resolve(seat.member() + ".sock");
    for (int attempt = 1; ; attempt++) {
      try {
        conversations.put(seat.member(), Conversation.with(socket, seat.incarnation()));
        return;
      } catch (ControlUnreachableException e) {
        if (attempt == ATTEMPTS) {
          throw failed(seat.member(), e);
        }
        pause(seat);
      } catch (IOException e) {
        throw failed(seat.member(), e);
      }
    }
  }

  private static void pause(Seat seat) throws RoundFailed {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(seat.member(), e);
    }
  }

  /** Asks all, and returns the answers by member when every one is good. */
  Map<String, Reply> ask(String verb, Map<String, String> arguments, Duration timeout)
      throws RoundFailed {
    Map<String, Future<Reply>> asked = new LinkedHashMap<>();
    conversations.forEach(
        (member, conversation) ->
            asked.put(member, threads.submit(() -> conversation.ask(verb, arguments, timeout))));
    Map<String, Reply> answers = new LinkedHashMap<>();
    List<RoundFailed> failures = new ArrayList<>();
    asked.forEach(
        (member, answer) -> {
          try {
            answers.put(member, good(member, answer.get()));
          } catch (RoundFailed e) {
            failures.add(e);
          } catch (ExecutionException e) {
            failures.add(failed(member, e.getCause()));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(failed(member, e));
          }
        });
    if (!failures.isEmpty()) {
      throw RoundFailed.all(failures);
    }
    return answers;
  }

  private static Reply good(String member, Reply reply) throws RoundFailed {
    if (!reply.isOk()) {
      throw new RoundFailed(reply.exitCode(), "member " + member + ": " + reply.message());
    }
    return reply;
  }

  private static RoundFailed failed(String member, @Nullable Throwable cause) {
    return new RoundFailed(
        ExitCode.REFUSED.code(),
        "member "
            + member
            + " did not answer\n  cause: "
            + cause
            + "\n  at: its control socket"
            + "\n  remedy: look at 'status'; if it hangs or has died, 'rollback'");
  }

  @Override
  public void close() {
    threads.shutdownNow();
    for (Conversation conversation : conversations.values()) {
      try {
        conversation.close();
      } catch (IOException e) {
        continue;
      }
    }
  }
}
