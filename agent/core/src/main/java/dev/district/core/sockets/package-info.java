/**
 * Sockets, pipes and selectors: described while the world stands still, and given new descriptors
 * under the same objects before anything of a restored program runs.
 */
@NullMarked
package dev.district.core.sockets;

import org.jspecify.annotations.NullMarked;
