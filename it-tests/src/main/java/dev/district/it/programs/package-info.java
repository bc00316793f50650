/**
 * The TCK: programs of a page each, one shape of state apiece.
 *
 * <p>Every one prints a line per step, depends on its arguments alone and closes with a line that
 * sums up. The first argument is the number of steps.
 */
@NullMarked
package dev.district.it.programs;

import org.jspecify.annotations.NullMarked;
