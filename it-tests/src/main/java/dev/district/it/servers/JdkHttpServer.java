package dev.district.it.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The JDK's own server, with a pool of four threads. */
public final class JdkHttpServer {
  private static final int THREADS = 4;
  private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

  private JdkHttpServer() {}

  public static void main(String[] args) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(args[0])), 0);
    server.createContext("/count", JdkHttpServer::answer);
    server.setExecutor(Executors.newFixedThreadPool(THREADS));
    server.start();
    System.out.println("ready");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String session = Sessions.of(exchange.getRequestHeaders().getFirst("Cookie"));
    int count = COUNTS.merge(session, 1, Integer::sum);
    byte[] body = (count + "\n").getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().add("Set-Cookie", Sessions.cookie(session));
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
