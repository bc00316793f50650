package dev.district.it.servers;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** Jetty with sessions in memory. */
public final class Jetty {
  private Jetty() {}

  public static void main(String[] args) throws Exception {
    Server server = new Server(Integer.parseInt(args[0]));
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.addServlet(SessionServlet.class, "/count");
    server.setHandler(context);
    server.start();
    System.out.println("ready");
    server.join();
  }
}
