/** What the agent answers on its control socket, and the timer of periodic checkpoints. */
@NullMarked
package dev.district.core.server;

import org.jspecify.annotations.NullMarked;
