/** Programs that are members of one district. */
@NullMarked
package dev.district.it.programs.members;

import org.jspecify.annotations.NullMarked;
