/** Open files and memory outside the heap. */
@NullMarked
package dev.district.it.programs.files;

import org.jspecify.annotations.NullMarked;
