/**
 * Programs about virtual threads; where the release has none, platform threads stand in for them.
 */
@NullMarked
package dev.district.it.programs.virtual;

import org.jspecify.annotations.NullMarked;
