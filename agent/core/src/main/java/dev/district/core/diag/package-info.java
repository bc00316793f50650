/** What the agent says to people: refusals with cause, place and remedy, and its own failures. */
@NullMarked
package dev.district.core.diag;

import org.jspecify.annotations.NullMarked;
