package dev.district.launcher.map;

import dev.district.control.StatusKey;
import dev.district.image.store.CheckpointManifest;
import dev.district.launcher.district.MemberReport;
import dev.district.launcher.report.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The map as one HTML page: a graph of all districts, then for each of them its members, its
 * connections and a time line of its checkpoints. There are no scripts, and nothing is loaded: the
 * page's own policy forbids both, for the case that a name should get through {@link Markup}.
 */
final class MapPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Districts of this node</title><style>
      """;
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #18212f; --soft: #66748a; --paper: #f5f6f8;
        --card: #ffffff; --rule: #e1e5eb; --box: #fafbfc; --good: #16835a; --bad: #c5372c;
        --wait: #a86a00; --inner: #3f6fd8; --cross: #c2621b; --bar: #7f9fe6; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e7ebf2; --soft: #93a0b4;
        --paper: #11151b; --card: #191f28; --rule: #2c3542; --box: #1e2530; --good: #45c48f;
        --bad: #f47067; --wait: #e0a93f; --inner: #7aa2ff; --cross: #f0a05f; --bar: #5f83d6; } }
      * { box-sizing: border-box; }
      body { margin: 0; padding: 2.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
        font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
      main { max-width: 66rem; margin: 0 auto; }
      header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .4rem 1.2rem;
        margin: 0 0 1.4rem; }
      h1 { font-size: 1.5rem; letter-spacing: -.01em; margin: 0; }
      h2 { font-size: 1.15rem; margin: 0; } h3 { font-size: .8rem; font-weight: 600;
        letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin: 1.5rem 0 .5rem; }
      p { margin: .3rem 0; } .quiet { color: var(--soft); } .trouble { color: var(--bad); }
      section { background: var(--card); border: 1px solid var(--rule); border-radius: 16px;
        padding: 1.3rem 1.5rem 1.5rem; margin: 0 0 1.4rem; overflow-x: auto; }
      .badge { display: inline-block; font-size: .78rem; font-weight: 600; padding: .05rem .6rem;
        border-radius: 99px; border: 1px solid currentColor; vertical-align: .12rem; margin-left: .5rem; }
      .running, .alive { color: var(--good); } .stopped, .ended { color: var(--soft); }
      .unusable, .died { color: var(--bad); } .waiting { color: var(--wait); }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      th { text-align: left; font-weight: 600; font-size: .82rem; color: var(--soft); }
      th, td { padding: .35rem 1rem .35rem 0; border-bottom: 1px solid var(--rule);
        vertical-align: top; }
      td:last-child { overflow-wrap: anywhere; }
      tr:last-child td { border-bottom: 0; } .right { text-align: right; }
      summary { cursor: pointer; color: var(--soft); margin-top: .6rem; }
      code { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
      .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; color: var(--soft);
        font-size: .85rem; margin-top: 1rem; }
      .legend i { display: inline-block; width: 1.7rem; border-top: 2.5px solid var(--inner);
        margin-right: .5rem; vertical-align: .25rem; }
      .legend i.crossing { border-top: 2.5px dashed var(--cross); }
      svg { display: block; width: 100%; min-width: 40rem; height: auto; }
      svg text { fill: var(--ink); font-size: 13px; } svg .soft { fill: var(--soft); font-size: 11.5px; }
      .district rect { fill: var(--box); stroke: var(--rule); stroke-width: 1.5; }
      .district .name { font-size: 15px; font-weight: 650; }
      .district .state { text-anchor: end; font-size: 12px; fill: currentColor; }
      .member rect { fill: var(--card); stroke: currentColor; stroke-width: 1.5; stroke-opacity: .55; }
      .member circle { fill: currentColor; } .member text { font-weight: 600; }
      .member .soft { font-weight: 400; }
      .outside rect { fill: var(--paper); stroke: var(--soft); stroke-dasharray: 3 4; }
      .outside text, .edge text, .loop text { text-anchor: middle; font-size: 11.5px; }
      .edge path { fill: none; stroke: var(--inner); stroke-width: 2; stroke-opacity: .75; }
      .edge.crossing path { stroke: var(--cross); stroke-dasharray: 7 5; }
      .edge text { fill: var(--inner); font-weight: 600; paint-order: stroke; stroke: var(--box);
        stroke-width: 5px; stroke-linejoin: round; }
      .edge.crossing text { fill: var(--cross); stroke: var(--card); }
      .edge:hover path { stroke-width: 3.5; stroke-opacity: 1; }
      .loop circle { fill: var(--inner); } .loop text { fill: var(--card); font-weight: 700; }
      .axis { stroke: var(--rule); stroke-width: 2; } .time text { text-anchor: middle; }
      .checkpoint rect { fill: var(--bar); } .checkpoint:hover rect { fill: var(--inner); }
      .checkpoint .number { font-weight: 650; }
      """;

  private final List<Picture> pictures;
  private final List<Connection> connections;
  private final Instant now;
  private final Markup page = new Markup();

  MapPage(List<Picture> pictures, List<Connection> connections, Instant now) {
    this.pictures = pictures;
    this.connections = connections;
    this.now = now;
  }

  String html() {
    page.raw(HEAD).raw(STYLE).raw("</style></head>\n<body><main><header>");
    page.format("<h1>Districts of this node</h1><span class=\"quiet\">%s</span></header>%n", now);
    if (pictures.isEmpty()) {
      page.raw("<section><p>There are none yet; make one with <code>restore-launcher format D");
      page.raw("</code>.</p></section>\n");
    } else {
      page.raw("<section>\n");
      new Graph(pictures, connections).draw(page);
      page.raw("<div class=\"legend\"><span><i></i>inner: kept at a restart, byte for byte</span>");
      page.raw("<span><i class=\"crossing\"></i>crossing: leads out of its district; number,");
      page.raw(" mode, state</span></div></section>\n");
    }
    pictures.forEach(this::district);
    return page.raw("</main></body></html>\n").toString();
  }

  private void district(Picture picture) {
    page.format(
        "<section><h2>%s<span class=\"badge %s\">%s</span></h2>%n",
        picture.name(), picture.state(), picture.state());
    if (!picture.trouble().isEmpty()) {
      page.format("<p class=\"trouble\">%s</p>%n", picture.trouble());
    }
    if (!picture.state().equals("unusable")) {
      page.format(
          "<p class=\"quiet\">incarnation %d, on crash: %s</p>%n",
          picture.incarnation(), picture.onCrash());
      members(picture);
      connections(picture);
      checkpoints(picture);
    }
    page.raw("</section>\n");
  }

  private void members(Picture picture) {
    if (picture.names().isEmpty()) {
      return;
    }
    page.raw("<h3>Members</h3>\n<table><tr><th>member<th>state<th>crossings<th>agent</tr>\n");
    for (String member : picture.names()) {
      String state = picture.state(member);
      page.format("<tr><td>%s<td class=\"%s\">%s", member, Graph.look(state), state);
      page.format("<td><code>%s</code>", crossings(picture, member));
      page.format("<td class=\"quiet\">%s</tr>%n", agent(picture, member));
    }
    page.raw("</table>\n");
  }

  private static String crossings(Picture picture, String member) {
    String option = picture.crossings().getOrDefault(member, "");
    return option.isEmpty() ? "resume to districts, else break" : option;
  }

  private static String agent(Picture picture, String member) {
    List<String> said = new ArrayList<>();
    for (MemberReport report : picture.members()) {
      if (report.seat().member().equals(member)) {
        Map<String, String> agent = report.agent();
        for (String key : List.of(StatusKey.JAVA, StatusKey.EVERY, StatusKey.LAST_REFUSAL)) {
          String value = agent.get(key);
          if (value != null) {
            said.add(key + " " + value.lines().findFirst().orElse(""));
          }
        }
        for (int i = 0; agent.containsKey(StatusKey.CROSSING + i); i++) {
          said.add("crossing " + agent.get(StatusKey.CROSSING + i));
        }
      }
    }
    return String.join(", ", said);
  }

  private void connections(Picture picture) {
    List<Connection> here =
        connections.stream().filter(connection -> connection.touches(picture.name())).toList();
    if (here.isEmpty()) {
      return;
    }
    page.raw("<h3>Connections</h3>\n<table><tr><th>between<th>and<th class=\"right\">number");
    page.raw("<th>kind<th>mode<th>state</tr>\n");
    for (Connection one : here) {
      page.format("<tr><td>%s<td>%s", one.from(), one.to());
      page.format("<td class=\"right\">%d<td>%s", one.addresses().size(), one.kind());
      page.format(
          "<td><code>%s</code><td>%s</tr>%n", one.inner() ? "kept" : one.mode(), one.state());
    }
    page.raw("</table>\n");
  }

  private void checkpoints(Picture picture) {
    List<CheckpointManifest> checkpoints = picture.checkpoints();
    page.raw("<h3>Checkpoints</h3>\n");
    if (checkpoints.isEmpty()) {
      page.raw("<p class=\"quiet\">none yet</p>\n");
      return;
    }
    TimeLine line = new TimeLine(checkpoints, now, picture.running());
    line.draw(page);
    page.format("<details><summary>all %d</summary><table>", checkpoints.size());
    page.raw("<tr><th class=\"right\">number<th class=\"right\">incarnation<th>at<th>cause");
    page.raw("<th class=\"right\">pause<th class=\"right\">size<th>members</tr>\n");
    for (CheckpointManifest one : checkpoints) {
      page.format(
          "<tr><td class=\"right\">%d<td class=\"right\">%d<td>%s<td>%s",
          one.number(),
          one.incarnation(),
          Instant.ofEpochMilli(one.createdAtMillis()),
          one.cause());
      page.format(
          "<td class=\"right\">%s<td class=\"right\">%s<td>%s</tr>%n",
          TimeLine.milliseconds(one), Quantity.bytes(Picture.bytes(one)), Picture.members(one));
    }
    page.raw("</table></details>\n");
  }
}
