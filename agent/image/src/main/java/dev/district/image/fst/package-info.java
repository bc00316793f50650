/**
 * Metadata through FST, with its powers taken away: registered carriers only, no names in the
 * stream, no Java serialization hooks, no allocation that the stream's length does not justify.
 */
@NullMarked
package dev.district.image.fst;

import org.jspecify.annotations.NullMarked;
