/** The command line of persistence districts. */
@NullMarked
package dev.district.launcher;

import org.jspecify.annotations.NullMarked;
