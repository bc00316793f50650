package dev.district.it.servers;

import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with its NIO connector and sessions in memory. */
public final class EmbeddedTomcat {
  private EmbeddedTomcat() {}

  public static void main(String[] args) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File("tomcat").getAbsolutePath());
    tomcat.setPort(Integer.parseInt(args[0]));
    tomcat.getConnector();
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "count", new SessionServlet());
    context.addServletMappingDecoded("/count", "count");
    tomcat.start();
    System.out.println("ready");
    tomcat.getServer().await();
  }
}
