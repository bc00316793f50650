package dev.district.launcher.fake;

import dev.district.launcher.process.AgentJar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A launcher with a fake agent, in a directory of its own; every command is a JVM of its own. */
public final class Installation implements AutoCloseable {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path directory;
  private final List<Process> started = new ArrayList<>();
  private int outputs;

  public Installation(Path directory) throws IOException {
    this.directory = directory;
    Path jar = directory.resolve("agent/dist/target/district-agent.jar");
    Files.createDirectories(jar.getParent());
    Files.createDirectories(directory.resolve("restore-launcher"));
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", FakeAgent.class.getName());
    List<String> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      urls.add(Path.of(entry).toUri().toString());
    }
    main.put(Attributes.Name.CLASS_PATH, String.join(" ", urls));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream stream = new JarOutputStream(out, manifest)) {
      stream.flush();
    }
  }

  /** What a finished command left. */
  public record Result(int code, String out, String err) {}

  /** A command that may still run. */
  public record Running(Process process, Path out, Path err) {
    public Result await() throws Exception {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("still running; it said: " + out() + err());
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Waits until the command has printed this. */
    public void awaitOutput(String text) throws Exception {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!Files.readString(out).contains(text)) {
        if (System.nanoTime() > end
            || !process.isAlive() && !Files.readString(out).contains(text)) {
          throw new AssertionError(
              text + " not printed, but: " + Files.readString(out) + Files.readString(err));
        }
        Thread.sleep(10);
      }
    }
  }

  public Path home() {
    return directory.resolve("home");
  }

  /** Runs a command to its end. */
  public Result launcher(String... arguments) throws Exception {
    return start(arguments).await();
  }

  /** Starts a command. */
  public Running start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.add("-XX:TieredStopAtLevel=1");
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-D" + AgentJar.ROOT_PROPERTY + "=" + directory.resolve("restore-launcher"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.district.launcher.Launcher");
    command.addAll(List.of(arguments));
    outputs++;
    Path out = directory.resolve("out-" + outputs);
    Path err = directory.resolve("err-" + outputs);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("DISTRICT_HOME", home().toString());
    Process process = builder.start();
    started.add(process);
    return new Running(process, out, err);
  }

  /** {@code run d OPTIONS -- java JVM-OPTIONS FakeProgram rounds pause code}. */
  public Running run(List<String> options, List<String> jvm, int rounds, int pauseMs, int code)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "d"));
    words.addAll(options);
    words.addAll(List.of("--", JAVA));
    words.addAll(jvm);
    words.add(FakeProgram.class.getName());
    words.addAll(List.of("" + rounds, "" + pauseMs, "" + code));
    return start(words.toArray(new String[0]));
  }

  /** The numbers of the rounds that were printed. */
  public static List<Integer> rounds(String out) {
    List<Integer> rounds = new ArrayList<>();
    out.lines()
        .filter(line -> line.startsWith("round "))
        .forEach(line -> rounds.add(Integer.parseInt(line.substring(6))));
    return rounds;
  }

  /** The single value of a JSON key, as text. */
  public static String value(String json, String key) {
    int start = json.indexOf("\"" + key + "\"");
    String rest = json.substring(json.indexOf(':', start) + 1).strip();
    return rest.split("[,}\\]\n]")[0].replace("\"", "").strip();
  }

  @Override
  public void close() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
