/** Programs about time that passes, and time that is left. */
@NullMarked
package dev.district.it.programs.time;

import org.jspecify.annotations.NullMarked;
