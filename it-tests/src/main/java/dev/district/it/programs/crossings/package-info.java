/** Programs of several districts that are connected with each other. */
@NullMarked
package dev.district.it.programs.crossings;

import org.jspecify.annotations.NullMarked;
