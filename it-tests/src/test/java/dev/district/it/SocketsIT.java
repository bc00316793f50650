package dev.district.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Programs;
import dev.district.it.harness.Ready;
import dev.district.it.harness.Running;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A service with a client outside, which knows nothing of districts: its connection goes on after a
 * checkpoint, is broken when the service dies, and it can connect again at once to the service that
 * has come back, at the same port.
 */
class SocketsIT {
  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aClientOutsideSeesABrokenConnectionAndConnectsAgain(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Running running = district.run(Programs.tck("sockets.Service"));
      Ready.awaitLines(running, 1);
      int port = Integer.parseInt(running.out().trim());
      try (Client client = new Client(port)) {
        assertThat(client.ask("hello")).isEqualTo("1 hello");
        Ready.commit(district, running);
        assertThat(client.ask("still there")).isEqualTo("2 still there");
        running.kill();
        running.await(60_000);
        assertThat(client.isBroken()).isTrue();
      }
      Running restarted = district.restart();
      try (Client client = connect(port)) {
        assertThat(client.ask("back")).isEqualTo("2 back");
        client.ask("end");
      }
      Outcome outcome = restarted.await(60_000);
      assertThat(outcome.out()).as(outcome.describe()).isEqualTo("done: lines 3, broken 1\n");
    }
  }

  static Stream<Arguments> services() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of("sockets.Service", "sockets.UnixOneByOne")
                    .map(program -> Arguments.of(program, jdk)));
  }

  /** In another language, and in the midst of a conversation. */
  @ParameterizedTest
  @MethodSource("services")
  void aPythonClientSeesNothingButABrokenConnection(String program, Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk);
        Python client = new Python(district.home())) {
      String path = district.home().resolve("service").toString();
      Running running = district.run(Programs.tck(program).with(path));
      Ready.awaitLines(running, 1);
      client.start(running.out().trim());
      client.awaitAnswers(2);
      Ready.commit(district, running);
      client.awaitAnswers(2);
      running.kill();
      running.await(60_000);
      Running restarted = district.restart();
      client.awaitAnswers(2);
      client.end();
      Outcome outcome = restarted.await(60_000);
      assertThat(outcome.exit()).as(outcome.describe()).isZero();
      assertThat(client.told())
          .containsPattern("broken: (ConnectionResetError|EOFError)\n")
          .endsWith("done: broken 1, odd 0\n");
    }
  }

  /** The script {@code outsider.py}. */
  private static final class Python implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private final Path script;
    private final Path out;
    private final Path end;
    private Process process;

    Python(Path directory) throws IOException {
      script = directory.resolve("outsider.py");
      out = directory.resolve("outsider.out");
      end = directory.resolve("outsider.end");
      try (InputStream source = SocketsIT.class.getResourceAsStream("/outsider.py")) {
        Files.copy(source, script);
      }
    }

    void start(String port) throws IOException {
      process =
          new ProcessBuilder("python3", script.toString(), port, end.toString())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
    }

    String told() throws IOException {
      return Files.readString(out);
    }

    /** Until it has been answered so many more tens of times. */
    void awaitAnswers(int tens) throws IOException, InterruptedException {
      long enough = answers() + tens;
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (answers() < enough) {
        assertThat(System.nanoTime()).as(told()).isLessThan(deadline);
        Thread.sleep(20);
      }
    }

    private long answers() throws IOException {
      return told().lines().filter(line -> line.startsWith("answered")).count();
    }

    void end() throws IOException, InterruptedException {
      Files.createFile(end);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(told()).isTrue();
    }

    @Override
    public void close() {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  /** They wait on at a checkpoint; only a restart loses them. */
  @ParameterizedTest
  @MethodSource("jdks")
  void clientsOutsideWaitToBeAcceptedAcrossACheckpoint(Jdk jdk) throws Exception {
    try (District district = District.formatted(jdk)) {
      Running running = district.run(Programs.tck("sockets.OneByOne"));
      Ready.awaitLines(running, 1);
      int port = Integer.parseInt(running.out().trim());
      try (Client first = new Client(port);
          Client waiting = new Client(port);
          Client last = new Client(port)) {
        assertThat(first.ask("one")).isEqualTo("1 one");
        waiting.say("two");
        Outcome checkpoint = district.checkpoint();
        assertThat(checkpoint.exit()).as(checkpoint.describe()).isZero();
        first.close();
        assertThat(waiting.answer()).isEqualTo("2 two");
        running.kill();
        running.await(60_000);
        assertThat(waiting.isBroken()).isTrue();
        assertThat(last.isBroken()).isTrue();
      }
      Running restarted = district.restart();
      try (Client client = connect(port)) {
        assertThat(client.ask("end")).isEqualTo("2 end");
      }
      Outcome outcome = restarted.await(60_000);
      assertThat(outcome.out()).as(outcome.describe()).isEqualTo("broken after 1\ndone: lines 2\n");
    }
  }

  static Stream<Arguments> modes() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(Arguments.of(jdk, false), Arguments.of(jdk, true)));
  }

  @ParameterizedTest(name = "{0}, redial {1}")
  @MethodSource("modes")
  void aClientInsideSeesABrokenConnectionUnlessItIsRedialled(Jdk jdk, boolean redial)
      throws Exception {
    try (Doubling service = new Doubling();
        District district = District.formatted(jdk)) {
      String port = Integer.toString(service.port());
      String[] options =
          redial ? new String[] {"-o", "crossing=redial:127.0.0.1:" + port} : new String[0];
      Running running = district.run(Programs.tck("sockets.Asking").with(port), options);
      Ready.awaitLines(running, 20);
      Ready.commit(district, running);
      running.kill();
      running.await(60_000);
      Outcome outcome = district.restart(options).await(120_000);
      assertThat(outcome.out())
          .as(outcome.describe())
          .contains("step 200: 400\n")
          .endsWith("done: broken " + (redial ? 0 : 1) + "\n");
    }
  }

  /** A service outside the district that answers an int by its double. */
  private static final class Doubling implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    Doubling() throws IOException {
      start(this::accept);
    }

    int port() {
      return server.getLocalPort();
    }

    private static void start(Runnable work) {
      Thread thread = new Thread(work, "doubling");
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() {
      try {
        for (; ; ) {
          Socket client = server.accept();
          start(() -> answer(client));
        }
      } catch (IOException e) {
        // Closed.
      }
    }

    private static void answer(Socket client) {
      try (client) {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        for (; ; ) {
          out.writeInt(2 * in.readInt());
        }
      } catch (IOException e) {
        // The client has gone.
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static Client connect(int port) throws InterruptedException {
    for (; ; ) {
      try {
        return new Client(port);
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
  }

  /** One connection, line by line. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final PrintWriter out;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    String ask(String line) throws IOException {
      say(line);
      return answer();
    }

    void say(String line) {
      out.println(line);
    }

    String answer() throws IOException {
      return in.readLine();
    }

    boolean isBroken() {
      try {
        return in.readLine() == null;
      } catch (IOException e) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
