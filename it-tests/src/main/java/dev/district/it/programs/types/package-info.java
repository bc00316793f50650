/** Classes: who has defined them, how far they have come, and what their loaders know. */
@NullMarked
package dev.district.it.programs.types;

import org.jspecify.annotations.NullMarked;
