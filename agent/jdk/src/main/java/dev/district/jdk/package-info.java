/**
 * The only room that touches JDK internals: raw memory and fields, VM flags, live frames, the mark
 * word, native calls. Whatever differs between JDK releases is decided here, once, by looking at
 * the running JDK, never by its version string alone.
 */
@NullMarked
package dev.district.jdk;

import org.jspecify.annotations.NullMarked;
