package dev.district.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a server went through, as a line of {@code servers.txt}, a table in Markdown. */
public final class ServerReport {
  private final String server;
  private final Jdk jdk;
  private final List<Long> pauses = new ArrayList<>();
  private final List<Long> restarts = new ArrayList<>();
  private long coldStartMs;
  private long imageKb;
  private int tried;
  private int refused;
  private String refusal = "";

  public ServerReport(String server, Jdk jdk) {
    this.server = server;
    this.jdk = jdk;
  }

  /** Milliseconds from its start without agent to its first answer. */
  public void coldStart(long ms) {
    coldStartMs = ms;
  }

  /** A checkpoint was asked for. */
  public void tried() {
    tried++;
  }

  /** It was refused. */
  public void refused(String cause) {
    refused++;
    refusal = cause.lines().skip(1).findFirst().orElse(cause);
  }

  /** It was committed. */
  public void committed(District district, String member, int number, long pauseMs) {
    pauses.add(pauseMs);
    Path image =
        district
            .store()
            .resolve("checkpoints")
            .resolve(String.format("%08d", number))
            .resolve(member + ".image");
    try {
      imageKb = Math.max(imageKb, Files.size(image) / 1000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Milliseconds from the command to the first answer. */
  public void restarted(long ms) {
    restarts.add(ms);
  }

  /** Appends the line. */
  public void write() {
    Journal.server(
        String.join(
            " | ",
            "| " + server,
            "" + jdk.feature(),
            "" + tried,
            "" + restarts.size(),
            refused + (refused == 0 ? "" : " (" + refusal + ")"),
            median(pauses),
            imageKb == 0 ? "-" : "" + imageKb,
            median(restarts),
            coldStartMs + " |"));
  }

  private static String median(List<Long> values) {
    return values.isEmpty() ? "-" : "" + values.stream().sorted().toList().get(values.size() / 2);
  }
}
