package dev.district.control;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A main with a real {@link ControlServer} whose commands say what they were asked. */
final class EchoAgent implements AgentCommands {
  private EchoAgent() {}

  public static void main(String[] arguments) throws Exception {
    new ControlServer(Path.of(arguments[0]), Long.parseLong(arguments[1]), new EchoAgent()).start();
    System.out.println("ready");
    Thread.sleep(60_000);
  }

  @Override
  public Map<String, String> status() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(StatusKey.PID, "" + ProcessHandle.current().pid());
    Thread thread = Thread.currentThread();
    values.put("thread", thread.getName() + " " + thread.isDaemon());
    values.put("group", thread.getThreadGroup().getName());
    values.put("loader", "" + thread.getContextClassLoader());
    return values;
  }

  @Override
  public Reply checkpoint(boolean stop, boolean dryRun) {
    if (dryRun) {
      throw new IllegalStateException("boom");
    }
    return stop
        ? Reply.ok(Map.of(Reply.CHECKPOINT, "41"))
        : new Reply(ExitCode.REFUSED.code(), Map.of(), "x".repeat(Frame.BODY_LIMIT_BYTES));
  }

  @Override
  public Reply stop() {
    return Reply.ok(Map.of());
  }
}
