package dev.district.image.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the store refuses to do: why, where, and what a person can do about it. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why the store refuses. */
  public enum Kind {
    /** No such district, member or checkpoint. */
    NOT_FOUND,
    /** A district of that name is already there. */
    EXISTS,
    /** Another incarnation holds the district. */
    BUSY,
    /**
     * A file or directory that others can reach, that belongs to somebody else, or that is a
     * symbolic link.
     */
    UNSAFE,
    /** A record that is damaged. */
    CORRUPT,
    /** A record that a newer release has written. */
    INCOMPATIBLE,
    /** Not a name for a district or member. */
    INVALID_NAME,
    /** A newer incarnation has taken over; this one may not act any more. */
    STALE,
    /** The district's directory is not the one any more that this process is in. */
    MOVED
  }

  private final Kind kind;
  private final String reason;
  private final String place;
  private final String remedy;

  StoreException(Kind kind, String reason, String place, String remedy) {
    this(kind, reason, place, remedy, null);
  }

  StoreException(Kind kind, String reason, String place, String remedy, @Nullable Throwable cause) {
    super(reason + " (" + place + "); " + remedy, cause);
    this.kind = kind;
    this.reason = reason;
    this.place = place;
    this.remedy = remedy;
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong, without place and remedy. */
  public String reason() {
    return reason;
  }

  /** The path, or the name, it is about. */
  public String place() {
    return place;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
