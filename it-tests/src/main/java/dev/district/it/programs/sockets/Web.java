package dev.district.it.programs.sockets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.district.it.programs.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** The JDK's own web server and web client talk to each other, over a connection kept alive. */
public final class Web {
  private Web() {}

  public static void main(String[] args) throws Exception {
    int steps = Pace.steps(args);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext("/", Web::answer);
    server.start();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    for (int step = 1; step <= steps; step++) {
      Pace.beat();
      HttpRequest request = HttpRequest.newBuilder(URI.create(address + step)).build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      System.out.println("step " + step + ": " + response.statusCode() + ' ' + response.body());
    }
    System.out.println("done: stopping");
    System.exit(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = ("you asked for " + path).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
