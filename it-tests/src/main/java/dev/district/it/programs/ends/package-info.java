/** Programs that end in another way than by returning from main. */
@NullMarked
package dev.district.it.programs.ends;

import org.jspecify.annotations.NullMarked;
