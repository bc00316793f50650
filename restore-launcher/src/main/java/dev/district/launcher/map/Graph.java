package dev.district.launcher.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Districts as boxes, their members on an ellipse in each, and connections as curves: inner ones in
 * their box, crossings from box to box or to what is outside of all districts, which stands below.
 */
final class Graph {
  private static final int WIDTH = 1000;
  private static final int GAP = 44;
  private static final int HEAD = 44;
  private static final int NODE_WIDTH = 124;
  private static final int NODE_HEIGHT = 44;
  private static final int ROW = 30;
  private static final int OUTSIDE_WIDTH = 176;
  private static final int OUTSIDE_HEIGHT = 30;
  private static final int OUTSIDE_PER_ROW = 5;
  private static final int NAME_LENGTH = 15;
  private static final int TITLE_ADDRESSES = 20;

  private final List<Picture> pictures;
  private final List<Connection> connections;
  private final Map<String, Spot> spots = new LinkedHashMap<>();
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Map<String, Integer> parallels = new LinkedHashMap<>();
  private int height;

  private record Spot(double x, double y) {}

  private record Box(double x, double y, double width, double height) {}

  Graph(List<Picture> pictures, List<Connection> connections) {
    this.pictures = pictures;
    this.connections = connections;
    placeDistricts();
    placeOutside();
  }

  private void placeDistricts() {
    int columns = pictures.size() == 1 ? 1 : 2;
    double width = (WIDTH - GAP * (columns - 1.0)) / columns;
    double y = 0;
    for (int row = 0; row * columns < pictures.size(); row++) {
      int from = row * columns;
      int to = Math.min(pictures.size(), from + columns);
      double high = 0;
      for (Picture picture : pictures.subList(from, to)) {
        high = Math.max(high, HEAD + 2 * radius(picture.names().size()) + NODE_HEIGHT + ROW);
      }
      for (int i = from; i < to; i++) {
        Box box = new Box((i - from) * (width + GAP), y, width, high);
        boxes.put(pictures.get(i).name(), box);
        placeMembers(pictures.get(i), box);
      }
      y += high + GAP;
    }
    height = (int) Math.max(0, y - GAP);
  }

  private static double radius(int members) {
    return members < 3 ? 12 : Math.max(70, members * 18.0);
  }

  private void placeMembers(Picture picture, Box box) {
    List<String> names = picture.names();
    double x = box.x + box.width / 2;
    double y = box.y + HEAD + (box.height - HEAD) / 2 - 4;
    double wide = Math.min(box.width / 2 - NODE_WIDTH * 0.68, 220);
    double begin = names.size() == 2 ? Math.PI : -Math.PI / 2;
    for (int i = 0; i < names.size(); i++) {
      double angle = begin + 2 * Math.PI * i / names.size();
      boolean alone = names.size() == 1;
      spots.put(
          picture.name() + "/" + names.get(i),
          new Spot(
              alone ? x : x + wide * Math.cos(angle),
              alone ? y : y + radius(names.size()) * Math.sin(angle)));
    }
  }

  private void placeOutside() {
    Set<String> outside = new LinkedHashSet<>();
    for (Connection connection : connections) {
      if (!spots.containsKey(connection.to())) {
        outside.add(connection.to());
      }
    }
    List<String> names = new ArrayList<>(outside);
    double y = height + GAP + OUTSIDE_HEIGHT / 2.0;
    for (int i = 0; i < names.size(); i++) {
      int row = i / OUTSIDE_PER_ROW;
      int inRow = Math.min(OUTSIDE_PER_ROW, names.size() - row * OUTSIDE_PER_ROW);
      double x = WIDTH / (inRow + 1.0) * (i % OUTSIDE_PER_ROW + 1);
      spots.put(names.get(i), new Spot(x, y + row * (OUTSIDE_HEIGHT + ROW)));
      height = (int) (y + row * (OUTSIDE_HEIGHT + ROW) + OUTSIDE_HEIGHT / 2.0);
    }
  }

  void draw(Markup page) {
    page.format(
        "<svg class=\"graph\" viewBox=\"-2 -2 %d %d\" role=\"img\" aria-label=\"districts, members"
            + " and connections\">%n",
        WIDTH + 4, height + 4);
    pictures.forEach(picture -> box(page, picture));
    connections.forEach(connection -> edge(page, connection));
    for (Picture picture : pictures) {
      for (String member : picture.names()) {
        node(page, picture, member);
      }
    }
    spots.forEach((name, spot) -> outside(page, name, spot));
    connections.forEach(connection -> loop(page, connection));
    page.raw("</svg>\n");
  }

  private void box(Markup page, Picture picture) {
    Box box = boxes.get(picture.name());
    if (box == null) {
      return;
    }
    page.format(
        "<g class=\"district\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
            + " rx=\"16\"/>",
        box.x, box.y, box.width, box.height);
    page.format(
        "<text class=\"name\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        box.x + 20, box.y + 30, Markup.cut(picture.name(), 32));
    page.format(
        "<text class=\"state %s\" x=\"%.1f\" y=\"%.1f\">%s</text></g>%n",
        picture.state(), box.x + box.width - 20, box.y + 30, picture.state());
  }

  private void node(Markup page, Picture picture, String member) {
    Spot spot = spots.get(picture.name() + "/" + member);
    if (spot == null) {
      return;
    }
    String state = picture.state(member);
    page.format("<g class=\"member %s\"><title>%s</title>", look(state), member + ": " + state);
    rect(page, spot, NODE_WIDTH, NODE_HEIGHT, 12);
    page.format(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/>", spot.x - NODE_WIDTH / 2.0 + 15, spot.y - 7);
    page.format(
        "<text x=\"%.1f\" y=\"%.1f\">%s</text>",
        spot.x - NODE_WIDTH / 2.0 + 27, spot.y - 2, Markup.cut(member, NAME_LENGTH));
    page.format(
        "<text class=\"soft\" x=\"%.1f\" y=\"%.1f\">%s</text></g>%n",
        spot.x - NODE_WIDTH / 2.0 + 27, spot.y + 14, Markup.cut(state.replaceAll(".*, ", ""), 16));
  }

  /** The class of a member's looks: one word of a few. */
  static String look(String state) {
    if (state.startsWith("running")) {
      return "alive";
    }
    return state.equals("died") ? "died" : state.matches("ended|saved") ? "ended" : "waiting";
  }

  private void outside(Markup page, String name, Spot spot) {
    if (connections.stream().noneMatch(one -> one.to().equals(name) && !one.isAmongMembers())) {
      return;
    }
    page.format("<g class=\"outside\"><title>%s, outside of all districts</title>", name);
    rect(page, spot, OUTSIDE_WIDTH, OUTSIDE_HEIGHT, 15);
    page.format(
        "<text x=\"%.1f\" y=\"%.1f\">%s</text></g>%n", spot.x, spot.y + 4.5, Markup.cut(name, 25));
  }

  private static void rect(Markup page, Spot spot, int width, int height, int round) {
    page.format(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"%d\"/>",
        spot.x - width / 2.0, spot.y - height / 2.0, width, height, round);
  }

  private void edge(Markup page, Connection connection) {
    Spot from = spots.get(connection.from());
    @Nullable Spot to = spots.get(connection.to());
    if (from == null || to == null || from.equals(to)) {
      return;
    }
    int parallel = parallels.merge(connection.from() + " " + connection.to(), 1, Integer::sum) - 1;
    double bend = (parallel + 1) / 2 * 46.0 * (parallel % 2 == 0 ? 1 : -1) + 14;
    double dx = to.x - from.x;
    double dy = to.y - from.y;
    double length = Math.max(1, Math.hypot(dx, dy));
    double cx = (from.x + to.x) / 2 - dy / length * bend * 2;
    double cy = (from.y + to.y) / 2 + dx / length * bend * 2;
    page.format("<g class=\"edge %s\"><title>%s</title>", connection.kind(), title(connection));
    page.format("<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\"/>", from.x, from.y, cx, cy, to.x, to.y);
    page.format(
        "<text x=\"%.1f\" y=\"%.1f\">%s</text></g>%n",
        (from.x + to.x) / 4 + cx / 2,
        (from.y + to.y) / 4 + cy / 2 + 4,
        Markup.cut(label(connection), 30));
  }

  /** Connections of a member with itself are a number at its corner. */
  private void loop(Markup page, Connection connection) {
    Spot spot = spots.get(connection.from());
    if (spot == null || !connection.from().equals(connection.to())) {
      return;
    }
    double x = spot.x + NODE_WIDTH / 2.0 - 10;
    double y = spot.y - NODE_HEIGHT / 2.0;
    page.format("<g class=\"loop\"><title>%s</title>", title(connection));
    page.format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"11\"/>", x, y);
    page.format(
        "<text x=\"%.1f\" y=\"%.1f\">%d</text></g>%n", x, y + 4, connection.addresses().size());
  }

  private static String label(Connection connection) {
    String mode = connection.mode().isEmpty() ? "" : " " + connection.mode();
    return connection.addresses().size() + mode + ", " + connection.state();
  }

  private static String title(Connection connection) {
    List<String> some = connection.addresses();
    String more = "";
    if (some.size() > TITLE_ADDRESSES) {
      more = "\nand " + (some.size() - TITLE_ADDRESSES) + " more";
      some = some.subList(0, TITLE_ADDRESSES);
    }
    return connection.from()
        + " \u2194 "
        + connection.to()
        + "\n"
        + connection.text()
        + "\n"
        + String.join("\n", some)
        + more;
  }
}
