package dev.district.launcher.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.image.ImageDigest;
import dev.district.image.store.CheckpointManifest;
import dev.district.image.store.ImageEntry;
import dev.district.image.store.Seat;
import dev.district.launcher.district.MemberReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapPageTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String HOSTILE = "\"'><script src=x>&\u0007</style></svg><img onerror='y'";
  private static final Set<String> TAGS =
      Set.of(
          "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3",
          "section", "p", "span", "div", "i", "code", "table", "tr", "th", "td", "details",
          "summary", "svg", "g", "rect", "circle", "path", "text");

  @TempDir Path directory;

  @Test
  void nothingFromOutsideBecomesMarkup() {
    Picture picture =
        new Picture(
            HOSTILE,
            true,
            1,
            HOSTILE,
            List.of(report(HOSTILE, Map.of("java", HOSTILE, "last-refusal", HOSTILE))),
            Map.of(HOSTILE, HOSTILE),
            List.of(new SocketEnd(HOSTILE, HOSTILE, "1.2.3.4:5", HOSTILE, HOSTILE)),
            List.of(manifest(1, HOSTILE, HOSTILE)),
            HOSTILE);
    Picture unusable = Picture.unusable(HOSTILE, new IOException(HOSTILE));
    String html = new NodeMap(List.of(picture, unusable), NOW).html();
    assertThat(tags(html)).isSubsetOf(TAGS);
    assertThat(html).doesNotContain("\u0007").contains("&lt;script src=x&gt;&amp;\ufffd");
    assertThat(html.replaceAll("<[^>]*>", "")).doesNotContain("\"'");
    assertThat(count(html, "</style>")).isEqualTo(1);
  }

  @Test
  void nothingIsLoaded() {
    String html = new NodeMap(List.of(district("a", true, List.of("x", "y"))), NOW).html();
    assertThat(html)
        .contains("default-src 'none'")
        .doesNotContain("http:", "https:", "src=", "href=", "url(", "@import", "javascript:");
    assertThat(tags(html)).isSubsetOf(TAGS);
  }

  @Test
  void districtsMembersConnectionsAndCheckpointsAreDrawn() {
    Picture first = district("first", true, List.of("x", "y"));
    Picture second = district("second", false, List.of("z"));
    List<Picture> pictures =
        List.of(
            with(
                first,
                end("first", "x", "1.1.1.1:1", "1.1.1.1:2"),
                end("first", "y", "1.1.1.1:2", "1.1.1.1:1"),
                end("first", "x", "1.1.1.1:3", "1.1.1.1:4"),
                end("first", "x", "1.1.1.1:5", "9.9.9.9:80"),
                new SocketEnd("first", "y", "0.0.0.0:7", "", SocketEnd.LISTENING),
                end("first", "y", "1.1.1.1:7", "8.8.8.8:40000"),
                end("first", "y", "1.1.1.1:7", "8.8.8.8:40001")),
            with(second, end("second", "z", "1.1.1.1:4", "1.1.1.1:3")));
    NodeMap map = new NodeMap(pictures, NOW);
    assertThat(map.text())
        .contains("first/x \u2194 first/y  1 inner, open")
        .contains("first/x \u2194 second/z  1 crossing, resume, open")
        .contains("first/x \u2194 9.9.9.9:80  1 crossing, break, open")
        .contains("first/y \u2194 clients at 8.8.8.8  2 crossing, break, open");
    String html = map.html();
    assertThat(count(html, "<g class=\"district\">")).isEqualTo(2);
    assertThat(count(html, "<g class=\"member ")).isEqualTo(3);
    assertThat(count(html, "<g class=\"edge inner\">")).isEqualTo(1);
    assertThat(count(html, "<g class=\"edge crossing\">")).isEqualTo(3);
    assertThat(count(html, "<g class=\"outside\">")).isEqualTo(2);
    assertThat(count(html, "<svg class=\"time\"")).isEqualTo(2);
    assertThat(count(html, "<g class=\"checkpoint\">")).isEqualTo(4);
    assertThat(html).contains("12 ms", "2.0 KiB", "checkpoint 2,");
  }

  @Test
  void addressesOfTheKernelAndOfImagesAreTheSame() throws IOException {
    List<SocketEnd> ends = new ArrayList<>();
    KernelSockets.parse(
        List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0 0 11 1",
            "   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  0 0 12 1",
            "   2: 0000000000000000FFFF00000100007F:9C40 0000000000000000FFFF00000100007F:1F90"
                + " 08 00000000:00000000 00:00000000 00000000  0 0 13 1",
            "   3: 0100007F:1F90 0100007F:9C41 01 00000000:00000000 00:00000000 00000000  0 0 99 1"),
        Set.of("11", "12", "13"),
        "d",
        "m",
        ends);
    assertThat(ends)
        .containsExactly(
            new SocketEnd("d", "m", "127.0.0.1:8080", "", SocketEnd.LISTENING),
            new SocketEnd("d", "m", "127.0.0.1:8080", "127.0.0.1:40000", SocketEnd.OPEN),
            new SocketEnd("d", "m", "127.0.0.1:40000", "127.0.0.1:8080", "half-closed"));
    byte[] raw = {2, 0, 0x1f, (byte) 0x90, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThat(SavedSockets.address(raw)).isEqualTo("127.0.0.1:8080");
    assertThat(SavedSockets.address(new byte[] {1, 0, 47, 120})).isEmpty();
    assertThat(SavedSockets.address(new byte[0])).isEmpty();
  }

  @Test
  void pageIsItsOwnersAlone() throws IOException {
    Path file = directory.resolve("map.html");
    Files.writeString(file, "an old one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    PageFile.write(file, "page");
    assertThat(file).hasContent("page");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var entries = Files.list(directory)) {
      assertThat(entries).containsExactly(file);
    }
  }

  private static SocketEnd end(String district, String member, String local, String remote) {
    return new SocketEnd(district, member, local, remote, SocketEnd.OPEN);
  }

  private static Picture district(String name, boolean running, List<String> members) {
    return new Picture(
        name,
        running,
        1,
        "stop",
        members.stream().map(member -> report(member, Map.of())).toList(),
        Map.of(),
        List.of(),
        List.of(manifest(1, "every", members.get(0)), manifest(2, "every", members.get(0))),
        "");
  }

  private static Picture with(Picture picture, SocketEnd... ends) {
    return new Picture(
        picture.name(),
        picture.running(),
        picture.incarnation(),
        picture.onCrash(),
        picture.members(),
        picture.crossings(),
        List.of(ends),
        picture.checkpoints(),
        picture.trouble());
  }

  private static MemberReport report(String member, Map<String, String> agent) {
    return new MemberReport(
        new Seat(member, 1, 4711, 1, Seat.State.RUNNING, true), "running", agent);
  }

  private static CheckpointManifest manifest(long number, String cause, String member) {
    ImageEntry image = new ImageEntry(member, new ImageDigest(2048, "0".repeat(64)));
    long at = NOW.toEpochMilli() - 100_000 + number * 1000;
    return new CheckpointManifest(number, 1, at, 12_000_000, cause, List.of(image));
  }

  private static Set<String> tags(String html) {
    Set<String> tags = new TreeSet<>();
    Matcher tag = Pattern.compile("<(?!!doctype)/?([^ >\\n]*)").matcher(html);
    while (tag.find()) {
      tags.add(tag.group(1));
    }
    return tags;
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
