/** Programs that hold, for a while, what a checkpoint can't carry yet. */
@NullMarked
package dev.district.it.programs.refused;

import org.jspecify.annotations.NullMarked;
