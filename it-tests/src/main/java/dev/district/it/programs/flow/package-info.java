/**
 * Programs that are almost always in the middle of something: a call, an initialiser, a callback.
 */
@NullMarked
package dev.district.it.programs.flow;

import org.jspecify.annotations.NullMarked;
