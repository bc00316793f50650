/**
 * The carriers of an image's metadata: plain mutable classes with public fields, because FST makes
 * instances without constructors and sets fields by offset, which records forbid.
 *
 * <p>Allowed field types: primitives, String, other carriers, and arrays of these; transient ones
 * of type {@link Bytes}, which have a section of their own. A carrier's fields are part of the file
 * format: adding, removing or renaming one needs a new format version, and a golden file notices.
 */
@NullMarked
package dev.district.image.meta;

import org.jspecify.annotations.NullMarked;
