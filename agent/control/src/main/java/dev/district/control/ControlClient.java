package dev.district.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One request over the control socket. */
public final class ControlClient {
  private ControlClient() {}

  /**
   * Asks whichever incarnation runs.
   *
   * @see #call(Path, long, String, Map, Duration)
   */
  public static Reply call(
      Path socket, String verb, Map<String, String> arguments, Duration timeout)
      throws IOException {
    return call(socket, 0, verb, arguments, timeout);
  }

  /**
   * Sends one request and waits for its reply.
   *
   * @param incarnation the one that is meant; 0 for whichever runs
   * @param verb one of {@link Verb}
   * @throws ControlUnreachableException when nobody listens there
   * @throws ControlTimeoutException when there is no reply in time; the agent may still be at work
   * @throws EOFException when the agent's JVM ends before it has replied
   * @throws ControlProtocolException when the reply is malformed or of another incarnation
   * @throws IOException when the socket isn't private to its owner, or its server isn't run by them
   */
  public static Reply call(
      Path socket, long incarnation, String verb, Map<String, String> arguments, Duration timeout)
      throws IOException {
    try (Conversation conversation = Conversation.with(socket, incarnation)) {
      return conversation.ask(verb, arguments, timeout);
    }
  }
}
