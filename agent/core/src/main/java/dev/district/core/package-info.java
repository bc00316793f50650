/** The agent itself, inside its isolated loader: start-up and the order of its parts. */
@NullMarked
package dev.district.core;

import org.jspecify.annotations.NullMarked;
