package dev.district.image.graph;

import java.nio.ByteBuffer;

/** Sees the contents of all objects, one after the other. */
public interface ObjectVisitor {
  /** An object begins; its primitives follow, then its references. */
  default void object(int id) {}

  /**
   * The primitives of an object that isn't an array, in the order of its layout and in native byte
   * order; only called if there are any.
   */
  default void primitives(ByteBuffer values) {}

  /** A part of the elements of an array of primitives, in native byte order. */
  default void elements(ByteBuffer part) {}

  /** The next reference of an object, or element of an array; 0 for null. */
  void reference(int target);

  /** Primitives are passed over if this is false. */
  default boolean wantsPrimitives() {
    return false;
  }
}
