/**
 * Programs about {@code java.util.concurrent}, in the manner of the JSR 166 TCK: each keeps several
 * threads inside one kind of synchronizer, and checks its invariants at every step.
 */
@NullMarked
package dev.district.it.programs.juc;

import org.jspecify.annotations.NullMarked;
