package dev.district.image.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a member was started, so that it can be started again. A {@link RecordText} titled {@code
 * district-launch}.
 *
 * @param command the whole command line, program first; empty if it is not known
 * @param environment environment variables to be set again; may hold secrets, hence the file's mode
 * @param workingDirectory absolute path
 * @param javaHome home directory of the JDK
 * @param vmArguments options of the VM, agents included
 * @param classPath value of {@code java.class.path}
 * @param mainClass main class, or {@code -jar FILE} as it was given
 * @param arguments arguments of the program
 * @param agentOptions options of the agent that a restart keeps, in the agent's own grammar; may be
 *     empty
 */
public record LaunchRecord(
    List<String> command,
    Map<String, String> environment,
    String workingDirectory,
    String javaHome,
    List<String> vmArguments,
    String classPath,
    String mainClass,
    List<String> arguments,
    String agentOptions) {
  private static final String TITLE = "district-launch";

  byte[] encode() {
    RecordText text =
        new RecordText(TITLE)
            .put("workingDirectory", workingDirectory)
            .put("javaHome", javaHome)
            .put("classPath", classPath)
            .put("mainClass", mainClass)
            .put("command", command)
            .put("vmArgument", vmArguments)
            .put("argument", arguments);
    if (!agentOptions.isEmpty()) {
      text.put("agentOptions", agentOptions);
    }
    List<String> variables = new ArrayList<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      variables.add(variable.getKey() + "=" + variable.getValue());
    }
    return text.put("environment", variables).encode();
  }

  static LaunchRecord decode(byte[] bytes, String place) throws StoreException {
    RecordText text = RecordText.decode(TITLE, bytes, place);
    String agentOptions = text.get("agentOptions");
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : text.list("environment")) {
      int equals = variable.indexOf('=', 1);
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return new LaunchRecord(
        text.list("command"),
        environment,
        text.text("workingDirectory", place),
        text.text("javaHome", place),
        text.list("vmArgument"),
        text.text("classPath", place),
        text.text("mainClass", place),
        text.list("argument"),
        agentOptions == null ? "" : agentOptions);
  }
}
