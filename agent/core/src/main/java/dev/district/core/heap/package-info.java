/**
 * The object graph: walked into memory while the world is stopped, and laid out again in a fresh
 * JVM.
 */
@NullMarked
package dev.district.core.heap;

import org.jspecify.annotations.NullMarked;
