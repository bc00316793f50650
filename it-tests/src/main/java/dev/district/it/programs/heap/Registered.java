package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.Security;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * What a program registers with the platform: a security provider and security properties, a JDBC
 * driver, a URL stream handler factory, the defaults of {@code java.net}.
 */
public final class Registered {
  private static final Summing PROVIDER = new Summing();
  private static final Nowhere DRIVER = new Nowhere();
  private static int opened;

  private Registered() {}

  /** Provides one digest. */
  private static final class Summing extends Provider {
    private static final long serialVersionUID = 1L;

    private Summing() {
      super("Summing", "1.5", "a digest that adds");
      put("MessageDigest.SUM", Sum.class.getName());
    }
  }

  /** Adds bytes. */
  public static final class Sum extends MessageDigestSpi {
    private int sum;

    @Override
    protected void engineUpdate(byte input) {
      sum += input;
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        sum += input[i];
      }
    }

    @Override
    protected byte[] engineDigest() {
      byte[] digest = {(byte) (sum >> 8), (byte) sum};
      sum = 0;
      return digest;
    }

    @Override
    protected void engineReset() {
      sum = 0;
    }
  }

  /** Connects to nothing. */
  private static final class Nowhere implements Driver {
    private int asked;

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
      if (acceptsURL(url)) {
        asked++;
        throw new SQLException("nowhere " + asked);
      }
      return null;
    }

    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith("jdbc:nowhere:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }
  }

  /** Yields the path of the URL. */
  private static final class Echo extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          String text = url.getPath() + " " + ++opened;
          return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
      };
    }
  }

  /** One proxy for everything. */
  private static final class Direct extends ProxySelector {
    private int selected;

    @Override
    public List<Proxy> select(URI uri) {
      selected++;
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
  }

  public static void main(String[] args) throws Exception {
    Security.insertProviderAt(PROVIDER, 2);
    Security.setProperty("it.security", "0");
    DriverManager.registerDriver(DRIVER);
    URL.setURLStreamHandlerFactory(protocol -> protocol.equals("echo") ? new Echo() : null);
    CookieManager cookies = new CookieManager();
    CookieHandler.setDefault(cookies);
    Direct direct = new Direct();
    ProxySelector.setDefault(direct);
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("user" + opened, new char[0]);
          }
        });
    MessageDigest digest = MessageDigest.getInstance("SUM");
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Pace.beat();
      digest.update((byte) step);
      Security.setProperty("it.security", Security.getProperty("it.security") + step % 10);
      cookies
          .getCookieStore()
          .add(URI.create("http://a/"), new HttpCookie("c" + step % 5, "" + step));
      ProxySelector.getDefault().select(URI.create("http://a/"));
      System.out.println("step " + step + ": " + echo(step) + " " + connect() + " " + sum(step));
    }
    String user =
        Authenticator.requestPasswordAuthentication("h", null, 1, "http", "p", "basic")
            .getUserName();
    System.out.println(
        "done: "
            + (Security.getProviders()[1] == PROVIDER)
            + " "
            + (digest.getProvider() == PROVIDER)
            + " "
            + digest.digest()[0]
            + " "
            + Security.getProperty("it.security").length()
            + " "
            + (CookieHandler.getDefault() == cookies)
            + " "
            + cookies.getCookieStore().getCookies()
            + " "
            + direct.selected
            + " "
            + user);
  }

  private static String echo(int step) throws IOException {
    URL url = new URL("echo:step-" + step);
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String connect() {
    try (Connection connection = DriverManager.getConnection("jdbc:nowhere:x")) {
      return "connected to " + connection;
    } catch (SQLException e) {
      return e.getMessage();
    }
  }

  private static int sum(int step) throws GeneralSecurityException {
    byte[] two = MessageDigest.getInstance("SUM").digest(new byte[] {(byte) step, 100, 100});
    return two[0] << 8 | two[1] & 0xff;
  }
}
