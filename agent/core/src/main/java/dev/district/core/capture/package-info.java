/** Takes checkpoints: stops the world, captures it into memory, writes the image and commits it. */
@NullMarked
package dev.district.core.capture;

import org.jspecify.annotations.NullMarked;
