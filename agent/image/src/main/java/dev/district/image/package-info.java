/**
 * The image: one member's part of a checkpoint as one file, written once, verified as a whole
 * before anything in it is believed. Knows nothing of weaving, threads or heaps; the agent writes
 * and reads it, the launcher looks into it.
 */
@NullMarked
package dev.district.image;

import org.jspecify.annotations.NullMarked;
