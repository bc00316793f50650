/**
 * Small mains that call unmodified third-party software the way a user of it would, at length and
 * with an output that depends on the arguments alone.
 */
@NullMarked
package dev.district.it.real;

import org.jspecify.annotations.NullMarked;
