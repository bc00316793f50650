package dev.district.core.wire;

/** Two addresses, as one end of a connection or the other sees them. */
public record Tuple(Endpoint local, Endpoint remote) {
  /** As the other end sees them. */
  public Tuple mirrored() {
    return new Tuple(/* local= */ remote, /* remote= */ local);
  }
}
