/**
 * Small programs to run in a district, one feature of the JVM each.
 *
 * <p>None of them knows about checkpoints. Each prints as it goes, ends by itself with exit code 0,
 * and closes with a line that sums up all it did: a restart that lost or doubled work would show
 * there. The output depends on the arguments alone, never on the clock or on how threads
 * interleave; the first argument makes a run longer or shorter.
 */
@NullMarked
package dev.district.samples;

import org.jspecify.annotations.NullMarked;
