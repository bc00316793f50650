package dev.district.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An image that must not be used: why, where in the file, and what a person can do about it. */
public final class ImageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the image. */
  public enum Kind {
    /** The bytes are not those that were written, or were never complete. */
    CORRUPT,
    /** The bytes are sound, but this release or this platform can't use them. */
    INCOMPATIBLE
  }

  private final Kind kind;
  private final String reason;
  private final String place;
  private final String remedy;

  private ImageException(
      Kind kind, String reason, String place, String remedy, @Nullable Throwable cause) {
    super(reason + " (" + place + "); " + remedy, cause);
    this.kind = kind;
    this.reason = reason;
    this.place = place;
    this.remedy = remedy;
  }

  /** Damaged or incomplete. */
  public static ImageException corrupt(String reason, String place, @Nullable Throwable cause) {
    return new ImageException(
        Kind.CORRUPT, reason, place, "restart from an older checkpoint, or check the disk", cause);
  }

  /** Sound, but not for this release or platform. */
  public static ImageException incompatible(String reason, String place, String remedy) {
    return new ImageException(Kind.INCOMPATIBLE, reason, place, remedy, null);
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong, without place and remedy. */
  public String reason() {
    return reason;
  }

  /** File, and within it section, chunk and offset as far as known. */
  public String place() {
    return place;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
