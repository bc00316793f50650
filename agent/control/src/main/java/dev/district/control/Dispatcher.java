package dev.district.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the requests of one connection into calls of {@link AgentCommands}. Never throws.
 *
 * <p>Most connections carry one request. One that begins with {@link Verb#PREPARE} stays open for
 * the further steps of that {@link RoundPart}, until {@link Verb#END} or the first failure.
 */
final class Dispatcher {
  private final long incarnation;
  private final AgentCommands commands;
  private @Nullable RoundPart part;
  private boolean stops;

  Dispatcher(long incarnation, AgentCommands commands) {
    this.incarnation = incarnation;
    this.commands = commands;
  }

  Reply dispatch(Frame request) {
    if (request.kind() != Frame.REQUEST) {
      return Reply.failed(ExitCode.USAGE, "a request was expected");
    }
    if (request.incarnation() == 0 && request.text().equals(Verb.PREPARE)) {
      return Reply.failed(ExitCode.USAGE, "a checkpoint of several members names its incarnation");
    }
    if (request.incarnation() != 0 && request.incarnation() != incarnation) {
      return Reply.failed(
          ExitCode.NO_SUCH,
          "incarnation "
              + request.incarnation()
              + " does not run here; incarnation "
              + incarnation
              + " does. Ask for the status and try again.");
    }
    try {
      Reply reply = call(request.text(), request.values());
      if (part != null && request.text().equals(Verb.END) && reply.isOk()) {
        part = null;
      }
      return reply;
    } catch (Throwable e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return Reply.failed(
          ExitCode.INTERNAL, "the agent failed at " + request.text() + ": " + trace);
    }
  }

  /** Whether another request may follow. */
  boolean goesOn(Reply reply) {
    return part != null && reply.isOk();
  }

  /** The connection is over; whether the JVM ends, too. */
  boolean breakOff() {
    RoundPart broken = part;
    part = null;
    return broken != null && broken.breakOff();
  }

  /** Whether the JVM ends after this answer. */
  boolean endsAfter(Frame request, Reply reply) {
    return reply.isOk()
        && (request.text().equals(Verb.END) && stops && flag(request, Verb.ARGUMENT_COMMITTED)
            || request.text().equals(Verb.STOP)
            || request.text().equals(Verb.CHECKPOINT)
                && flag(request, Verb.ARGUMENT_STOP)
                && !flag(request, Verb.ARGUMENT_DRY_RUN));
  }

  private Reply call(String verb, Map<String, String> arguments) throws IOException {
    switch (verb) {
      case Verb.STATUS:
        return Reply.ok(commands.status());
      case Verb.CHECKPOINT:
        return commands.checkpoint(
            flag(arguments, Verb.ARGUMENT_STOP), flag(arguments, Verb.ARGUMENT_DRY_RUN));
      case Verb.STOP:
        return commands.stop();
      case Verb.PREPARE:
        part = commands.part();
        return part.prepare();
      default:
        return part == null ? unknown(verb) : step(part, verb, arguments);
    }
  }

  private Reply step(RoundPart present, String verb, Map<String, String> arguments)
      throws IOException {
    switch (verb) {
      case Verb.HOLD:
        stops = flag(arguments, Verb.ARGUMENT_STOP);
        return present.hold(stops);
      case Verb.CAPTURE:
        return present.capture(Long.parseLong(arguments.getOrDefault(Verb.ARGUMENT_NUMBER, "0")));
      case Verb.AGREE:
        return agree(present, arguments);
      case Verb.SETTLE:
        return present.settle();
      case Verb.RELEASE:
        return present.release();
      case Verb.WRITE:
        return present.write();
      case Verb.END:
        return present.end(flag(arguments, Verb.ARGUMENT_COMMITTED));
      default:
        return unknown(verb);
    }
  }

  private static Reply agree(RoundPart present, Map<String, String> arguments) throws IOException {
    Map<String, String> connections = new LinkedHashMap<>(arguments);
    String meeting = connections.remove(Verb.ARGUMENT_MEETING);
    return present.agree(meeting == null ? "" : meeting, connections);
  }

  private static Reply unknown(String verb) {
    return Reply.failed(
        ExitCode.USAGE, "unknown verb " + verb + "; use the launcher and the agent of one release");
  }

  private static boolean flag(Frame request, String name) {
    return flag(request.values(), name);
  }

  private static boolean flag(Map<String, String> arguments, String name) {
    return Boolean.parseBoolean(arguments.get(name));
  }
}
