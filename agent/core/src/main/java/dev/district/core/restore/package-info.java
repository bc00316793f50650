/** Brings an image back to life in a fresh JVM. */
@NullMarked
package dev.district.core.restore;

import org.jspecify.annotations.NullMarked;
