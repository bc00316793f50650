/** Programs about objects: what they are, who is the same as whom, what hangs on the platform. */
@NullMarked
package dev.district.it.programs.heap;

import org.jspecify.annotations.NullMarked;
