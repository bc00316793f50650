/**
 * Open files and memory outside the heap: what belongs to the objects that stand for them is
 * written down at a checkpoint and made again at a restart.
 */
@NullMarked
package dev.district.core.files;

import org.jspecify.annotations.NullMarked;
