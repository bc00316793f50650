/**
 * Connections as the kernel has them: addresses, making them, sending behind the program's back.
 */
@NullMarked
package dev.district.core.wire;

import org.jspecify.annotations.NullMarked;
