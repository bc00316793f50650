package dev.district.image.store;

import dev.district.image.ImageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a checkpoint one: the record that is written last and names every image. A {@link
 * RecordText} titled {@code district-checkpoint}:
 *
 * <pre>
 *   district-checkpoint 1
 *   number=7                          from 1
 *   incarnation=3                     the life of the district that made it
 *   createdAtMillis=1700000000000     wall-clock time of the commit
 *   pauseNanos=1234567                how long the district stood still
 *   cause=request                     why it was made
 *   member.0=main                     image main.image
 *   size.0=81920
 *   digest.0=crc32c:0123456789abcdef
 *   checksum=89abcdef
 * </pre>
 */
public record CheckpointManifest(
    long number,
    long incarnation,
    long createdAtMillis,
    long pauseNanos,
    String cause,
    List<ImageEntry> images) {
  private static final String TITLE = "district-checkpoint";

  /** The image of that member, or null. */
  public @Nullable ImageEntry image(String member) {
    for (ImageEntry image : images) {
      if (image.member().equals(member)) {
        return image;
      }
    }
    return null;
  }

  byte[] encode() {
    RecordText text =
        new RecordText(TITLE)
            .put("number", number)
            .put("incarnation", incarnation)
            .put("createdAtMillis", createdAtMillis)
            .put("pauseNanos", pauseNanos)
            .put("cause", cause);
    for (int i = 0; i < images.size(); i++) {
      ImageEntry image = images.get(i);
      text.put("member." + i, image.member())
          .put("size." + i, image.digest().size())
          .put("digest." + i, image.digest().value());
    }
    return text.encode();
  }

  static CheckpointManifest decode(byte[] bytes, String place) throws StoreException {
    RecordText text = RecordText.decode(TITLE, bytes, place);
    List<ImageEntry> images = new ArrayList<>();
    for (String member : text.list("member")) {
      int i = images.size();
      ImageDigest digest =
          new ImageDigest(text.number("size." + i, place), text.text("digest." + i, place));
      images.add(new ImageEntry(StoreName.check(member), digest));
    }
    return new CheckpointManifest(
        text.number("number", place),
        text.number("incarnation", place),
        text.number("createdAtMillis", place),
        text.number("pauseNanos", place),
        text.text("cause", place),
        List.copyOf(images));
  }
}
