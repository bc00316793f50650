/**
 * The store: one directory per district, private to its owner, in which checkpoints exist as a
 * whole or not at all. See {@link dev.district.image.store.DistrictStore} for the layout and {@link
 * dev.district.image.store.CheckpointDraft} for how a checkpoint is committed.
 */
@NullMarked
package dev.district.image.store;

import org.jspecify.annotations.NullMarked;
