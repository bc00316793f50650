package dev.district.it.servers;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Counts the requests of each session, in the session. */
public final class SessionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String COUNT = "count";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(true);
    int count;
    synchronized (session) {
      count = session.getAttribute(COUNT) instanceof Integer before ? before + 1 : 1;
      session.setAttribute(COUNT, count);
    }
    response.setContentType("text/plain");
    response.getWriter().println(count);
  }
}
