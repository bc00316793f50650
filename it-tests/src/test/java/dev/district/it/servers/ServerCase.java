package dev.district.it.servers;

import dev.district.it.harness.District;
import dev.district.it.harness.Jdk;
import dev.district.it.harness.Outcome;
import dev.district.it.harness.Program;
import dev.district.it.harness.Ready;
import dev.district.it.harness.Running;
import dev.district.it.harness.ServerReport;
import dev.district.it.harness.Servers;
import dev.district.it.harness.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One server on one JDK, from its cold start to the last of its lives. */
public final class ServerCase implements AutoCloseable {
  private static final int CLIENTS = 3;
  private static final int LEAST_INSTANTS = 2;
  private static final int MOST_REFUSALS = 10;
  private static final long ENOUGH = 20;
  private static final long STARTING_MS = 120_000;
  private static final long CALL_MS = 60_000;
  private static final int LONGEST_LOAD_MS = 1500;
  private static final Pattern PAUSE = Pattern.compile("\"pause-ms\" : \"(\\d+)\"");

  /** What can't be captured yet, by server and JDK: then a checkpoint may be refused for that. */
  private static final Map<String, String> REFUSED = Map.of("Netty jdk25", "a memory segment");

  private final String name;
  private final String server;
  private final Random random;
  private final ServerReport report;
  private final int port = freePort();
  private final Program program;
  private final List<Load> loads = new ArrayList<>();
  private final District district;

  private ServerCase(String server, Jdk jdk, ServerReport report, District district) {
    this.name = server + " " + jdk;
    this.server = server;
    this.random = new Random(Settings.seed() * 31 + name.hashCode());
    this.report = report;
    this.program = Servers.named(server).with(Integer.toString(port), Integer.toString(freePort()));
    this.district = district;
  }

  /** Plays it, and adds to the table. */
  public static void play(String server, Jdk jdk) throws Exception {
    ServerReport report = new ServerReport(server, jdk);
    try (District none = new District(jdk);
        ServerCase cold = new ServerCase(server, jdk, report, none)) {
      cold.start();
    }
    try (District district = District.formatted(jdk);
        ServerCase played = new ServerCase(server, jdk, report, district)) {
      try {
        played.lives();
      } catch (AssertionError e) {
        throw new AssertionError(played.name + ": " + e.getMessage() + "\n" + district.story(), e);
      } finally {
        report.write();
      }
    }
  }

  /** Without agent, for the time it takes. */
  private void start() throws InterruptedException {
    long begin = System.nanoTime();
    Running running = district.start(program.command(district.jdk()));
    load();
    loads.get(0).awaitAnswers(1, STARTING_MS, running::isAlive);
    report.coldStart(msSince(begin));
    running.kill();
  }

  private void lives() throws Exception {
    Running running = district.run(program);
    Ready.awaitLines(running, 1);
    load();
    awaitAnswers(running, ENOUGH);
    for (int i = 0; i < Math.max(LEAST_INSTANTS, Settings.instants()); i++) {
      Running next = life(running);
      if (next == null) {
        break;
      }
      running = next;
    }
    for (Load load : loads) {
      load.finish(CALL_MS);
    }
    running.kill();
  }

  /** A checkpoint, some more of the same life, its death, and the beginning of the next. */
  private @Nullable Running life(Running running) throws InterruptedException {
    Thread.sleep(random.nextInt(LONGEST_LOAD_MS));
    long[] floors = loads.stream().mapToLong(Load::floor).toArray();
    if (!commit(running)) {
      return null;
    }
    long[] ceilings = loads.stream().mapToLong(Load::ceiling).toArray();
    report.committed(district, "main", district.newest(), pauseMs());
    awaitAnswers(running, ENOUGH);
    Thread.sleep(random.nextInt(LONGEST_LOAD_MS));
    running.kill();
    for (int i = 0; i < loads.size(); i++) {
      loads.get(i).throwFailure();
      loads.get(i).rollBack(floors[i], ceilings[i]);
    }
    long begin = System.nanoTime();
    Running restarted = district.restart();
    loads.get(0).awaitAnswers(1, STARTING_MS, restarted::isAlive);
    report.restarted(msSince(begin));
    awaitAnswers(restarted, ENOUGH);
    return restarted;
  }

  /** False if this server can't be captured yet, and goes on. */
  private boolean commit(Running running) throws InterruptedException {
    String known = REFUSED.get(name);
    for (int attempt = 1; ; attempt++) {
      report.tried();
      Outcome outcome = Ready.checkpoint(district, running);
      if (outcome.exit() == 0) {
        return true;
      }
      if (outcome.exit() != 3 || attempt == MOST_REFUSALS) {
        throw new AssertionError("checkpoint: " + outcome.describe() + running.describe());
      }
      report.refused(outcome.err());
      if (known != null && outcome.err().contains(known)) {
        awaitAnswers(running, ENOUGH);
        return false;
      }
      Thread.sleep(random.nextInt(LONGEST_LOAD_MS));
    }
  }

  private void awaitAnswers(Running running, long more) throws InterruptedException {
    for (Load load : loads) {
      load.awaitAnswers(load.answers() + more, STARTING_MS, running::isAlive);
    }
  }

  private long pauseMs() throws InterruptedException {
    Matcher matcher = PAUSE.matcher(district.command("status", "D", "--json").out());
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private void load() {
    for (int i = 0; i < CLIENTS; i++) {
      loads.add(new Load(caller(i), name + " client " + i));
    }
  }

  private Caller caller(int number) {
    return switch (server) {
      case "H2Tcp" -> new BankCaller(port, number);
      case "ZooKeeperAlone" -> new ZooKeeperCaller("localhost:" + port, number);
      case "KafkaBroker" -> new KafkaCaller(port, number);
      default -> new HttpCaller(port);
    };
  }

  private static long msSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    loads.forEach(Load::close);
  }
}
