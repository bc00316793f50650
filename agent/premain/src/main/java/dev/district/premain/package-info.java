/**
 * What the application's class path gets to see of the agent: its entry, the main class of a
 * restarted JVM, and the loader behind which all the rest is isolated. JDK only (the annotations
 * here are not needed at run time).
 */
@NullMarked
package dev.district.premain;

import org.jspecify.annotations.NullMarked;
