package dev.district.control;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Turns a request into a call of {@link AgentCommands}. Never throws. */
final class Dispatcher {
  private final long incarnation;
  private final AgentCommands commands;

  Dispatcher(long incarnation, AgentCommands commands) {
    this.incarnation = incarnation;
    this.commands = commands;
  }

  Reply dispatch(Frame request) {
    if (request.kind() != Frame.REQUEST) {
      return Reply.failed(ExitCode.USAGE, "a request was expected");
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
      return call(request.text(), request.values());
    } catch (Throwable e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return Reply.failed(
          ExitCode.INTERNAL, "the agent failed at " + request.text() + ": " + trace);
    }
  }

  /** Whether the JVM ends after this answer. */
  boolean endsAfter(Frame request, Reply reply) {
    return reply.isOk()
        && (request.text().equals(Verb.STOP)
            || request.text().equals(Verb.CHECKPOINT)
                && flag(request, Verb.ARGUMENT_STOP)
                && !flag(request, Verb.ARGUMENT_DRY_RUN));
  }

  private Reply call(String verb, Map<String, String> arguments) {
    switch (verb) {
      case Verb.STATUS:
        return Reply.ok(commands.status());
      case Verb.CHECKPOINT:
        return commands.checkpoint(
            flag(arguments, Verb.ARGUMENT_STOP), flag(arguments, Verb.ARGUMENT_DRY_RUN));
      case Verb.STOP:
        return commands.stop();
      default:
        return Reply.failed(
            ExitCode.USAGE,
            "unknown verb " + verb + "; use the launcher and the agent of one release");
    }
  }

  private static boolean flag(Frame request, String name) {
    return flag(request.values(), name);
  }

  private static boolean flag(Map<String, String> arguments, String name) {
    return Boolean.parseBoolean(arguments.get(name));
  }
}
