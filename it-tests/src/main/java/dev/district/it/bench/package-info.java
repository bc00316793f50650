/** Measurements against the same JVM without the agent; see docs/performance.md. */
@NullMarked
package dev.district.it.bench;

import org.jspecify.annotations.NullMarked;
