/** Measurements against the same JVM without the agent; see docs/performance.md. */
package dev.district.it.bench;
