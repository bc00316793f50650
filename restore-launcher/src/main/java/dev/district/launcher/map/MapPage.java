package dev.district.launcher.map;

import dev.district.image.store.CheckpointManifest;
import dev.district.launcher.district.MemberReport;
import dev.district.launcher.report.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The map as one HTML page: the members of each district, and a time line of its checkpoints, of
 * which the newest are labelled. All names are escaped; there are no scripts, and nothing is
 * loaded.
 */
final class MapPage {
  private static final int WIDTH = 720;
  private static final int MEMBER_WIDTH = 120;
  private static final int MEMBER_HEIGHT = 84;
  private static final int PER_ROW = WIDTH / MEMBER_WIDTH;
  private static final int LINE_MARGIN = 40;
  private static final int LINE_HEIGHT = 76;
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c2430; --soft: #64707f; --paper: #f6f7f9;
        --card: #ffffff; --rule: #d5dae1; --good: #1f8a53; --bad: #c0392b; --wait: #b7791f;
        --mark: #2b6cb0; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #97a3b3;
        --paper: #14181e; --card: #1d232b; --rule: #343d49; --good: #48bb78; --bad: #f56565;
        --wait: #ecc94b; --mark: #63b3ed; } }
      body { margin: 0; padding: 2rem; background: var(--paper); color: var(--ink);
        font: 15px/1.5 system-ui, sans-serif; }
      main { max-width: 47rem; margin: 0 auto; }
      h1 { font-size: 1.3rem; margin: 0 0 .2rem; } h2 { font-size: 1.05rem; margin: 0; }
      p { margin: 0 0 1.2rem; color: var(--soft); }
      section { background: var(--card); border: 1px solid var(--rule); border-radius: 10px;
        padding: 1rem 1.2rem; margin: 0 0 1.2rem; }
      section p { margin: 0 0 .6rem; } .running { color: var(--good); } .stopped { color: var(--soft); }
      .unusable { color: var(--bad); }
      svg { display: block; width: 100%; height: auto; } text { fill: var(--ink); font-size: 13px; }
      .small { fill: var(--soft); font-size: 11px; } .edge { stroke: var(--rule); stroke-width: 1.5; }
      .node { fill: var(--card); stroke: var(--soft); stroke-width: 2.5; }
      .node.alive { stroke: var(--good); } .node.died { stroke: var(--bad); }
      .node.waiting { stroke: var(--wait); } .dot { fill: var(--mark); }
      """;

  private final List<Picture> pictures;
  private final Instant now;
  private final StringBuilder page = new StringBuilder();

  MapPage(List<Picture> pictures, Instant now) {
    this.pictures = pictures;
    this.now = now;
  }

  String html() {
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.append("<meta name=\"viewport\" content=\"width=device-width\">");
    page.append("<title>Districts</title><style>\n").append(STYLE).append("</style></head>\n");
    page.append("<body><main><h1>Districts of this node</h1>\n<p>").append(now).append("</p>\n");
    pictures.forEach(this::district);
    if (pictures.isEmpty()) {
      page.append("<p>There are none.</p>\n");
    }
    return page.append("</main></body></html>\n").toString();
  }

  private void district(Picture picture) {
    page.append("<section><h2>").append(escape(picture.name())).append(" <span class=\"");
    page.append(picture.state()).append("\">").append(picture.state()).append("</span></h2>\n");
    if (!picture.trouble().isEmpty()) {
      page.append("<p>").append(escape(picture.trouble())).append("</p></section>\n");
      return;
    }
    page.append("<p>incarnation ").append(picture.incarnation()).append(", on crash: ");
    page.append(escape(picture.onCrash())).append("</p>\n");
    if (!picture.members().isEmpty()) {
      graph(picture);
    }
    if (picture.checkpoints().isEmpty()) {
      page.append("<p>no checkpoint yet</p>\n");
    } else {
      timeLine(picture.checkpoints());
    }
    page.append("</section>\n");
  }

  private void graph(Picture picture) {
    int count = picture.members().size();
    int rows = (count + PER_ROW - 1) / PER_ROW;
    svg(rows * MEMBER_HEIGHT, "members of district " + picture.name());
    for (int i = 0; i < count; i++) {
      MemberReport member = picture.members().get(i);
      int x = MEMBER_WIDTH / 2 + i % PER_ROW * MEMBER_WIDTH;
      int y = 22 + i / PER_ROW * MEMBER_HEIGHT;
      page.append("<circle class=\"node ").append(look(member)).append("\" cx=\"").append(x);
      page.append("\" cy=\"").append(y).append("\" r=\"13\"><title>");
      page.append(escape(member.values().toString())).append("</title></circle>\n");
      page.append(text(x, y + 31, "", member.seat().member()));
      String below = member.seat().alive() ? "pid " + member.seat().pid() : member.state();
      page.append(text(x, y + 46, "small", below));
    }
    page.append("</svg>\n");
  }

  private static String look(MemberReport member) {
    if (member.seat().lost()) {
      return "died";
    }
    if (!member.seat().alive()) {
      return "ended";
    }
    return member.state().equals("running") ? "alive" : "waiting";
  }

  private void timeLine(List<CheckpointManifest> checkpoints) {
    svg(LINE_HEIGHT, "checkpoints");
    long first = checkpoints.get(0).createdAtMillis();
    long span = Math.max(1, now.toEpochMilli() - first);
    page.append(line(LINE_MARGIN, 30, WIDTH - LINE_MARGIN, 30));
    page.append(text(WIDTH - LINE_MARGIN, 50, "small", "now"));
    double free = WIDTH - 3 * LINE_MARGIN;
    for (int i = checkpoints.size() - 1; i >= 0; i--) {
      CheckpointManifest checkpoint = checkpoints.get(i);
      double share = (double) (checkpoint.createdAtMillis() - first) / span;
      double x = LINE_MARGIN + share * (WIDTH - 2 * LINE_MARGIN);
      Instant at = Instant.ofEpochMilli(checkpoint.createdAtMillis());
      String age = Quantity.time(Duration.between(at, now)) + " ago";
      page.append(
          String.format(Locale.ROOT, "<circle class=\"dot\" cx=\"%.1f\" cy=\"30\" r=\"6\">", x));
      page.append("<title>checkpoint ").append(checkpoint.number()).append(", ").append(at);
      page.append(", ").append(escape(Picture.members(checkpoint))).append("</title></circle>\n");
      if (x < free) {
        page.append(text((int) x, 16, "", Long.toString(checkpoint.number())));
        page.append(text((int) x, 50, "small", age));
        String size = Quantity.bytes(Picture.bytes(checkpoint));
        page.append(text((int) x, 65, "small", size));
        free = x - 2 * LINE_MARGIN;
      }
    }
    page.append("</svg>\n");
  }

  private void svg(int height, String label) {
    page.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(height);
    page.append("\" role=\"img\" aria-label=\"").append(escape(label)).append("\">\n");
  }

  private static String line(int x1, int y1, int x2, int y2) {
    return String.format(
        "<line class=\"edge\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n", x1, y1, x2, y2);
  }

  private static String text(int x, int y, String style, String content) {
    return String.format(
        "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
        style, x, y, escape(content));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
