/**
 * Runs programs as real JVM processes, under the real launcher and agent, and compares what they
 * print with an uninterrupted run.
 */
@NullMarked
package dev.district.it.harness;

import org.jspecify.annotations.NullMarked;
