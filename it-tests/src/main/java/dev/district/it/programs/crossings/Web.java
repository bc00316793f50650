package dev.district.it.programs.crossings;

import com.sun.net.httpserver.HttpServer;
import dev.district.it.programs.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web server of the JDK's with a counter for each client, and clients of both kinds that count
 * along. A request whose connection has broken is made again, as every client does that must go on:
 * the counter then never falls behind the client's, and goes ahead by no more than the requests
 * that were made again.
 */
public final class Web {
  private static final int PAUSE_MS = 3;
  private static final int REPORT = 100;
  private static final int FAREWELLS = 3;

  private Web() {}

  /** Asks for a page. */
  private interface Client {
    String ask(URI page) throws IOException, InterruptedException;
  }

  /**
   * Begins.
   *
   * @param args directory; {@code server}, {@code new} or {@code old}; least number of requests, or
   *     number of clients
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Place place = new Place(args[0]);
    int number = Integer.parseInt(args[2]);
    switch (args[1]) {
      case "server" -> serve(place, number);
      case "new" -> ask(place, args[1], number, modern());
      case "old" -> ask(place, args[1], number, Web::old);
      default -> throw new IllegalArgumentException(args[1]);
    }
  }

  private static void serve(Place place, int clients) throws IOException, InterruptedException {
    Map<String, AtomicInteger> counters = new ConcurrentHashMap<>();
    Set<String> ended = ConcurrentHashMap.newKeySet();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String[] path = exchange.getRequestURI().getPath().split("/");
          String answer = "bye";
          if (path[1].equals("end")) {
            ended.add(path[2]);
          } else {
            AtomicInteger counter = counters.computeIfAbsent(path[1], any -> new AtomicInteger());
            answer = path[2] + " " + counter.incrementAndGet();
          }
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    place.tell("web", server.getAddress().getPort());
    System.out.println("serving");
    while (ended.size() < clients) {
      Pace.sleep(PAUSE_MS);
    }
    server.stop(1);
    System.out.println("done: no more clients");
  }

  private static Client modern() {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return page ->
        client
            .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
            .body();
  }

  private static String old(URI page) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * An answer.
   *
   * @param broken how often the connection broke before it came
   */
  private record Answer(String text, int broken) {}

  private static Answer askUntilAnswered(Client client, URI page) throws InterruptedException {
    for (int broken = 0; ; broken++) {
      try {
        return new Answer(client.ask(page), broken);
      } catch (IOException e) {
        Pace.sleep(20);
      }
    }
  }

  private static void ask(Place place, String name, int requests, Client client)
      throws IOException, InterruptedException {
    String base = "http://127.0.0.1:" + place.port("web") + "/";
    int broken = 0;
    int count = 0;
    int back = 0;
    for (int i = 1; i <= requests || !place.isToEnd(); i++) {
      Answer answer = askUntilAnswered(client, URI.create(base + name + "/" + i));
      broken += answer.broken;
      String[] words = answer.text.split(" ");
      int counted = Integer.parseInt(words[1]);
      if (!words[0].equals(Integer.toString(i))) {
        System.out.println("failed: " + answer.text + " for " + i);
        return;
      }
      back += counted <= count ? 1 : 0;
      count = counted;
      if (i % REPORT == 0) {
        System.out.println(i + " answers");
      }
      Pace.sleep(PAUSE_MS);
    }
    System.out.println("done: all answered, the server went back " + back + ", broken " + broken);
    for (int i = 0; i < FAREWELLS; i++) {
      try {
        client.ask(URI.create(base + "end/" + name));
        return;
      } catch (IOException e) {
        Pace.sleep(20);
      }
    }
  }
}
