/** Programs about what must, or must not, be the same in two restarts of one checkpoint. */
@NullMarked
package dev.district.it.programs.identity;

import org.jspecify.annotations.NullMarked;
