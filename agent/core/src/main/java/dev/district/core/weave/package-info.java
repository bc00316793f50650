/** Puts polls and restartable blocking calls into classes as they are loaded. */
@NullMarked
package dev.district.core.weave;

import org.jspecify.annotations.NullMarked;
