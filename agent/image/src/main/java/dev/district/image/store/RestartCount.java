package dev.district.image.store;

/**
 * How often a district has been restarted after crashes since its newest checkpoint: file {@code
 * restarts}, a {@link RecordText} titled {@code district-restarts}.
 *
 * <pre>
 *   district-restarts 1
 *   since=7                     newest checkpoint when it crashed
 *   count=2
 *   checksum=89abcdef
 * </pre>
 */
public record RestartCount(long since, long count) {
  private static final String TITLE = "district-restarts";

  byte[] encode() {
    return new RecordText(TITLE).put("since", since).put("count", count).encode();
  }

  static RestartCount decode(byte[] bytes, String place) throws StoreException {
    RecordText text = RecordText.decode(TITLE, bytes, place);
    return new RestartCount(text.number("since", place), text.number("count", place));
  }
}
