package dev.district.image.store;

import dev.district.image.ImageDigest;
import dev.district.image.ImageWriter;
import dev.district.image.Section;
import dev.district.image.meta.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small checkpoints and records. */
final class SampleStore {
  private SampleStore() {}

  static Checkpoint checkpoint(Incarnation incarnation, String... members) throws IOException {
    CheckpointDraft draft = incarnation.nextCheckpoint();
    return draft.commit(1_700_000_000_000L, 1234, "request", images(draft, members));
  }

  static List<ImageEntry> images(CheckpointDraft draft, String... members) throws IOException {
    List<ImageEntry> images = new ArrayList<>();
    for (String member : members) {
      images.add(new ImageEntry(member, image(draft, member)));
    }
    return images;
  }

  static ImageDigest image(CheckpointDraft draft, String member) throws IOException {
    try (ImageWriter writer = ImageWriter.create(draft.image(member))) {
      Manifest manifest = new Manifest();
      manifest.member = member;
      manifest.checkpoint = draft.number();
      writer.metadata(Section.MANIFEST, manifest);
      return writer.finish();
    }
  }

  static LaunchRecord launch() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", "/bin:/usr/bin");
    environment.put("EMPTY", "");
    environment.put("LINES", "a\nb=c\\n\r\n");
    return new LaunchRecord(
        List.of("java", "-jar", "app.jar", "", "two words", "\u00e4\u20ac\\"),
        environment,
        "/home/somebody",
        "/opt/jdk",
        List.of("-Xmx1g", "-Dchecksum=deadbeef\nchecksum=1"),
        "app.jar:lib/a.jar",
        "example.Main",
        List.of(),
        "");
  }
}
