package dev.district.it.servers;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection that is kept alive, and one session. */
final class HttpCaller implements Caller {
  private static final int PATIENCE_MS = 20_000;

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;
  private @Nullable String cookie;

  HttpCaller(int port) {
    this.port = port;
  }

  @Override
  public void connect() throws IOException {
    close();
    Socket fresh = new Socket(InetAddress.getLoopbackAddress(), port);
    fresh.setSoTimeout(PATIENCE_MS);
    fresh.setTcpNoDelay(true);
    socket = fresh;
    in = new BufferedInputStream(fresh.getInputStream());
  }

  @Override
  public long add() throws IOException {
    if (socket == null) {
      throw new IOException("not connected");
    }
    String request =
        "GET /count HTTP/1.1\r\nHost: localhost\r\n"
            + (cookie == null ? "" : "Cookie: " + cookie + "\r\n")
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line();
    if (!status.contains(" 200")) {
      throw new AssertionError("an answer that nobody asked for: " + status);
    }
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = header.substring(header.indexOf(':') + 1).trim();
      if (name.equals("content-length")) {
        length = Integer.parseInt(value);
      } else if (name.equals("set-cookie")) {
        remember(value.split(";")[0]);
      }
    }
    return Long.parseLong(body(length).trim());
  }

  /** A session that is lost is a session that has not survived. */
  private void remember(String given) {
    if (cookie != null && !cookie.equals(given)) {
      throw new AssertionError("session " + cookie + " has become " + given);
    }
    cookie = given;
  }

  private String body(int length) throws IOException {
    if (length >= 0) {
      return new String(input().readNBytes(length), StandardCharsets.US_ASCII);
    }
    StringBuilder chunks = new StringBuilder();
    for (int chunk = Integer.parseInt(line(), 16);
        chunk > 0;
        chunk = Integer.parseInt(line(), 16)) {
      chunks.append(new String(input().readNBytes(chunk), StandardCharsets.US_ASCII));
      line();
    }
    line();
    return chunks.toString();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input().read(); c != '\n'; c = input().read()) {
      if (c < 0) {
        throw new EOFException("the server has closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private InputStream input() throws IOException {
    if (in == null) {
      throw new IOException("not connected");
    }
    return in;
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    socket = null;
  }
}
