/**
 * Stops all application threads at safepoints, lets each walk its own stack, and releases them in
 * the order that keeps monitors and wait sets as they were. A restored JVM's threads come to the
 * same safepoint and are released the same way.
 */
@NullMarked
package dev.district.core.threads;

import org.jspecify.annotations.NullMarked;
